import type { Cause } from './cause'

/** What is said when nothing is known of a code: no guess, and the steps that never do harm. */
export const UNKNOWN_CAUSE: Cause = {
  title: { sv: 'Okänd felorsak', en: 'Unknown cause' },
  plain: {
    sv: 'Koden finns inte i kunskapsbanken. Stationens egna ord, loggen och tillverkarens handbok säger mer.',
    en: 'The code is not in the knowledge base. The station’s own words, its log and the maker’s manual tell more.',
  },
  reasons: ['software-hang', 'setting-wrong', 'controller-dead'],
  remote: ['ask-status', 'get-log'],
  isSafety: false,
  driver: 'broken',
  sources: ['https://openchargealliance.org/protocols/open-charge-point-protocol/'],
}
