import type { Cause } from './cause'

/** Code and cause of the fault that our own gateway has. */
export const GATEWAY_FAILING = 'gateway-failing'

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
} as const satisfies Readonly<Record<string, Cause>>
