import type { Reason } from '../reason'

/** What may be wrong with connector, cable, lock and the talk with the car. */
export const CONNECTOR_REASONS = {
  'plug-not-home': {
    check: 'clean-connector',
    parts: [],
    sv: 'Kontakten sitter inte helt i, eller kabeln drar i den.',
    en: 'The plug is not fully in, or the cable pulls at it.',
  },
  'dirt-or-ice': {
    check: 'clean-connector',
    parts: [],
    sv: 'Smuts eller is i låset eller kontakten.',
    en: 'Dirt or ice in the lock or the connector.',
  },
  'lock-worn': {
    check: 'test-lock',
    parts: ['lock-motor'],
    sv: 'Låsmotorn eller dess ändlägesgivare är sliten.',
    en: 'The lock actuator or its position switch is worn.',
  },
  'latch-broken': {
    check: 'inspect-latch',
    parts: ['cable'],
    sv: 'Haken på kontakten är av eller fastnar.',
    en: 'The latch on the connector is broken or sticks.',
  },
  'latch-held': {
    check: 'inspect-latch',
    parts: [],
    sv: 'Någon höll kontaktens knapp intryckt, eller kontakten satt inte helt i.',
    en: 'Somebody kept the connector’s button pressed, or the plug was not fully in.',
  },
  'cable-cut': {
    check: 'inspect-cable',
    parts: ['cable'],
    sv: 'Kabeln är kapad eller stulen.',
    en: 'The cable has been cut or stolen.',
  },
  'cable-worn': {
    check: 'inspect-cable',
    parts: ['cable'],
    sv: 'Kabeln är klämd, bruten eller skadad inuti.',
    en: 'The cable is crushed, broken or damaged inside.',
  },
  'pins-burnt': {
    check: 'inspect-cable',
    parts: ['cable', 'socket'],
    sv: 'Stift i kontakt eller uttag är brända eller glappa och blir varma.',
    en: 'Pins in plug or socket are burnt or loose and get hot.',
  },
  'car-refuses': {
    check: null,
    parts: [],
    sv: 'Bilen vill inte ladda: fel läge, full, tidsstyrd eller ett fel i bilen.',
    en: 'The car will not charge: wrong mode, full, on a timer, or a fault in the car.',
  },
  'car-not-parked': {
    check: null,
    parts: [],
    sv: 'Bilen är i körläge eller inte i P.',
    en: 'The car is ready to drive or not in Park.',
  },
  'car-insulation': {
    check: 'test-insulation',
    parts: [],
    sv: 'Isolationsfel i bilen: det kommer med en enda bil.',
    en: 'An insulation fault in the car: it comes with one car only.',
  },
  'car-contactor': {
    check: null,
    parts: [],
    sv: 'Bilens egen kontaktor har fastnat.',
    en: 'The car’s own contactor is stuck.',
  },
  'driver-too-slow': {
    check: null,
    parts: [],
    sv: 'Föraren visade kort eller app för sent efter inkopplingen.',
    en: 'The driver showed card or app too late after plugging in.',
  },
  'pilot-circuit': {
    check: 'test-pilot',
    parts: ['controller', 'cable'],
    sv: 'Kontrollpilotens krets är trasig: ledare, plint eller styrkort.',
    en: 'The control-pilot circuit is broken: wire, terminal or controller.',
  },
  'proximity-circuit': {
    check: 'test-proximity',
    parts: ['cable', 'socket'],
    sv: 'Fel motstånd i kabelns närhetskrets, eller avbrott till uttaget.',
    en: 'A wrong resistance in the cable’s proximity circuit, or a break to the socket.',
  },
  'plc-modem': {
    check: 'test-plc',
    parts: ['communication-board'],
    sv: 'PLC-modemet svarar inte eller stör ut sig självt.',
    en: 'The PLC modem does not answer or disturbs itself.',
  },
  'plc-noise': {
    check: 'test-plc',
    parts: ['cable'],
    sv: 'Störningar på pilotledaren: dålig skärmning, skadad kabel eller grannuttaget.',
    en: 'Noise on the pilot wire: bad screening, a damaged cable, the neighbouring outlet.',
  },
  'protocol-mismatch': {
    check: 'update-firmware',
    parts: [],
    sv: 'Bil och station tolkar protokollet olika: firmware på endera sidan.',
    en: 'Car and station read the protocol differently: firmware on either side.',
  },
  'cable-left': {
    check: 'check-parking',
    parts: [],
    sv: 'En kabel sitter kvar, eller en bil som laddat klart står kvar.',
    en: 'A cable has been left in, or a car that has finished is still there.',
  },
} as const satisfies Readonly<Record<string, Reason>>
