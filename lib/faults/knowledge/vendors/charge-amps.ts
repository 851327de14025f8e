import { OCPP16_CAUSES } from '../ocpp16'
import { meaning, type Vendor } from './vendor'

const SOURCES = [
  'https://chargeamps.freshdesk.com/en/support/solutions/articles/206000053736-hardware-troubleshooting-halo-',
] as const

/** It documents no codes of its own, but what to rule out before its hardware is suspected. */
export const CHARGE_AMPS: Vendor = {
  key: 'charge-amps',
  name: 'Charge Amps Halo',
  says: /charge\s*amps/i,
  where: {
    sv: 'Inga egna koder är dokumenterade. Tillverkarens felsökning gäller när OCPP-koden är OtherError.',
    en: 'No codes of its own are documented. The maker’s troubleshooting is for when OCPP’s code is OtherError.',
  },
  codes: {
    othererror: {
      ...meaning(
        OCPP16_CAUSES.OtherError,
        { sv: 'Fel eller begränsning utifrån', en: 'A fault, or a limit from outside' },
        SOURCES,
        {
          sv: 'Stäng av lastbalansering, API-styrning och OCPP-proxy i tur och ordning innan hårdvaran misstänks: laddaren kan vara hel men få för lite ström tilldelad.',
          en: 'Switch off load balancing, API control and the OCPP proxy, one by one, before the hardware is suspected: the charger may be sound but given too little current.',
        },
      ),
      reasons: ['load-balancer', 'limit-too-low', 'setting-wrong', 'controller-dead'],
      remote: ['read-settings', 'resend-profile', 'get-log', 'soft-reset'],
    },
  },
}
