import type { Cause } from './cause'

/** Code and cause of the fault that our own gateway has. */
export const GATEWAY_FAILING = 'gateway-failing'

/** Issued invoices are not what their sessions say. */
export const INVOICES_DIFFER = 'invoices-differ'

/** What is wrong with the house itself: no station has it. */
export const OWN_SIDE_CAUSES = {
  [GATEWAY_FAILING]: {
    title: { sv: 'Vår gateway faller gång på gång', en: 'Our gateway keeps failing' },
    plain: {
      sv: 'Laddvakts gateway har startat om flera gånger på en halvtimme, eller är inte i gång alls. Stationer som tappar kontakten nu gör det för vår skull.',
      en: 'Laddvakt’s gateway has started several times within half an hour, or is not there at all. Stations that lose contact now do so because of us.',
    },
    reasons: ['gateway-process', 'site-network'],
    remote: ['read-gateway-log'],
    isSafety: false,
    driver: 'none',
    sources: ['https://openchargealliance.org/protocols/open-charge-point-protocol/'],
  },
  [INVOICES_DIFFER]: {
    title: { sv: 'En faktura stämmer inte längre', en: 'An invoice no longer agrees' },
    plain: {
      sv: 'När fakturorna räknades om, från mätvärden till bokföring, blev något annat än det som är utställt. Oftast har en sen mätning rättat en laddsession; kreditera den och fakturera på nytt.',
      en: 'When the invoices were worked out again, from readings to books, something was not as it was issued. Most often a late reading has corrected a session; credit it and invoice it anew.',
    },
    reasons: ['own-work'],
    remote: ['credit-and-invoice-anew'],
    isSafety: false,
    driver: 'none',
    sources: ['https://www.bfn.se/redovisningsregler/'],
  },
} as const satisfies Readonly<Record<string, Cause>>
