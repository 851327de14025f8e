/** A kind of station, as it says itself at boot. */
export interface StationKind {
  readonly vendor: string | null
  readonly model: string | null
}

/** One oddity of one maker's stations, and what is done about it. Where a field below says what to do, code reads it from here. */
export interface VendorQuirk {
  readonly id: string
  /** Of whom; left out: seen at several makers', and provided for with every station. */
  readonly vendor?: RegExp
  readonly model?: RegExp
  readonly what: string
  /** What is done, and the rule of ocpp-server/SPEC.md that says so. */
  readonly answer: string
  /** Public reports of it. */
  readonly source: string
  readonly does?: Partial<QuirkEffects>
}

/** What code does otherwise with stations that have a quirk. */
export interface QuirkEffects {
  /** The only measurands that may be set; others send it into a boot loop. */
  readonly onlyMeasurands: readonly string[]
  /** Measurands that it refuses or hangs on. */
  readonly noMeasurands: readonly string[]
  /** Between two meter values, seconds, at least. */
  readonly leastSampleSeconds: number
  /** The only stack level of charging profiles it takes. */
  readonly stackLevel: number
  /** The only kind of charging profiles it takes. */
  readonly profileKind: 'Relative'
  /** The only unit of charging limits it takes. */
  readonly rateUnit: 'W'
  /** It accepts a limit for the station as a whole and does not keep it. */
  readonly ignoresStationLimit: boolean
  /** It takes only hexadecimal tokens in a remote start. */
  readonly hexTokens: boolean
  /** Its reader shows 4-byte cards with two zero bytes behind, and 7-byte cards without their last byte. */
  readonly sixByteReader: boolean
  /** Its own key for a fixed limit, and what it counts in, per ampere. */
  readonly fixedLimit: { readonly key: string; readonly perAmpere: number; readonly unit: string }
}

const ABB_MEASURANDS = [
  'Current.Import',
  'Current.Offered',
  'Energy.Active.Import.Register',
  'Power.Active.Import',
  'Voltage',
]

export const VENDOR_QUIRKS: readonly VendorQuirk[] = [
  {
    id: 'abb-measurands',
    vendor: /^abb/i,
    model: /terra|tac/i,
    what: 'Boots in circles when more than a few measurands are set.',
    answer: 'Other measurands are not sent (D-30).',
    source: 'lbbrhzn/ocpp#1275',
    does: { onlyMeasurands: ABB_MEASURANDS },
  },
  {
    id: 'abb-stack-level',
    vendor: /^abb/i,
    model: /terra|tac/i,
    what: 'Takes charging profiles of stack level 0 only.',
    answer: 'Profiles are sent with stack level 0 (D-31).',
    source: 'evcc-io/evcc#15801',
    does: { stackLevel: 0 },
  },
  {
    id: 'abb-register',
    vendor: /^abb/i,
    model: /terra/i,
    what: 'Its energy register drops to a small value within a session.',
    answer: "A session's energy never falls; the drop is flagged for review (T-23).",
    source: 'lbbrhzn/ocpp#374',
  },
  {
    id: 'alfen-hex-tokens',
    vendor: /alfen|icu/i,
    what: 'Takes only hexadecimal tokens in a remote start.',
    answer: 'Any other token is refused before it is sent (D-32).',
    source: 'lbbrhzn/ocpp#514',
    does: { hexTokens: true },
  },
  {
    id: 'alfen-null-meter-start',
    vendor: /alfen|icu/i,
    what: 'Now and then a session has meterStart null.',
    answer: 'Null is absent; the first reading, or the register before, is the beginning (T-3).',
    source: 'evcc-io/evcc#29374',
  },
  {
    id: 'six-byte-reader',
    vendor: /smartevse|stegen/i,
    what: 'Its reader drops the seventh byte of a card and shows 4-byte cards with 00 00 behind.',
    answer: 'The zeros are taken away; six bytes are the one known card that begins with them (D-33).',
    source: 'dingo35/SmartEVSE-3.5#98',
    does: { sixByteReader: true },
  },
  {
    id: 'charge-amps-hertz',
    vendor: /charge ?amps/i,
    what: 'Sends the unit "Hz", which the standard does not have.',
    answer: 'Unknown words are kept, the value with them (T-4).',
    source: 'lbbrhzn/ocpp#1576',
  },
  {
    id: 'charge-amps-phases',
    vendor: /charge ?amps/i,
    what: 'Has a key of its own, ACPhaseSwitchingSupported.',
    answer: 'Keys that are not of the standard are kept as spelled (T-18).',
    source: 'evcc-io/evcc#16244',
  },
  {
    id: 'easee-interval',
    vendor: /easee/i,
    what: 'Takes meter intervals of 30 seconds and more only.',
    answer: 'A shorter interval is not sent (D-30).',
    source: 'evcc: templates/definition/charger/ocpp-easee.yaml',
    does: { leastSampleSeconds: 30 },
  },
  {
    id: 'evbox-measurands',
    vendor: /evbox|ev-box/i,
    what: 'Refuses or hangs on Current.Offered, Power.Offered and SoC; may have no meter at all.',
    answer: 'Those measurands are not sent (D-30); a session without readings is kept and flagged.',
    source: 'evcc-io/evcc#15279, #29809',
    does: { noMeasurands: ['Current.Offered', 'Power.Offered', 'SoC'] },
  },
  {
    id: 'evbox-fixed-limit',
    vendor: /evbox|ev-box/i,
    what: 'Its fixed limit counts tenths of an ampere.',
    answer: 'Shown with its unit (D-34).',
    source: 'sap-labs-france/ev-server: charging-station-vendor',
    does: { fixedLimit: { key: 'evb_MaximumStationCurrent', perAmpere: 10, unit: '0.1 A' } },
  },
  {
    id: 'foxess-dialect',
    vendor: /fox ?ess/i,
    what: 'Negotiates 2.0.1 and then speaks 1.6.',
    answer: 'Understood and answered in 1.6 (T-20).',
    source: 'lbbrhzn/ocpp#2008',
  },
  {
    id: 'foxess-probe',
    vendor: /fox ?ess/i,
    what: 'Opens a short connection first and drops it before the real one.',
    answer: "The newest connection is the station; the older one's end changes nothing (H-7).",
    source: 'lbbrhzn/ocpp#2012',
  },
  {
    id: 'growatt-local-time',
    vendor: /growatt/i,
    what: 'Its times carry no zone and are local.',
    answer: "Read in the station's clock zone (T-12).",
    source: 'evcc-io/evcc#10399',
  },
  {
    id: 'growatt-begin-repeated',
    vendor: /growatt/i,
    what: "Repeats the register of the session's beginning in every MeterValues.",
    answer: 'Kept apart by its context (T-19).',
    source: 'lbbrhzn/ocpp#1466, #1709, #1838',
  },
  {
    id: 'huawei-object',
    vendor: /huawei/i,
    what: 'meterValue is one object instead of a list.',
    answer: 'Read as a list of one (T-2).',
    source: 'lbbrhzn/ocpp#1144',
  },
  {
    id: 'huawei-watts',
    vendor: /huawei/i,
    what: 'Takes charging limits in watts only.',
    answer: 'Limits are sent in watts (D-31).',
    source: 'evcc: templates/definition/charger/ocpp-huawei.yaml',
    does: { rateUnit: 'W' },
  },
  {
    id: 'legrand-error',
    vendor: /legrand/i,
    what: 'Sends errorCode "Error", which the standard does not have.',
    answer: 'Counts as OtherError; the word is kept (T-4).',
    source: 'lbbrhzn/ocpp#1248',
  },
  {
    id: 'mennekes-measurands',
    vendor: /mennekes/i,
    what: 'Writes phases into the measurand (Current.Import.L1).',
    answer: 'Read as measurand and phase (T-4).',
    source: 'evcc-io/evcc#16255',
  },
  {
    id: 'mennekes-slow-start',
    vendor: /mennekes/i,
    model: /4you/i,
    what: 'Needs up to 15 minutes to come back after a restart.',
    answer: 'The proof of a reset is awaited for 15 minutes (C-6).',
    source: 'evcc: templates/definition/charger/ocpp-mennekes-4you.yaml',
  },
  {
    id: 'openevse-numbers',
    vendor: /openevse/i,
    what: "Sends a sampled value as a number, and several moments' values at once.",
    answer: 'Numbers are read as text where text is due (T-1).',
    source: 'lbbrhzn/ocpp#210, mobilityhouse/ocpp#353',
  },
  {
    id: 'integer-configuration',
    what: 'Answers NumberOfConnectors as a number.',
    answer: 'Numbers are read as text where text is due (T-1).',
    source: 'mobilityhouse/ocpp#707, lbbrhzn/ocpp#1499',
  },
  {
    id: 'ocular-late-readings',
    vendor: /ocular|bluesky/i,
    what: 'Sends the last MeterValues after StopTransaction; cuts configuration values short.',
    answer: 'Late readings are kept with their session; what is said of a key stands as said (A-10).',
    source: 'lbbrhzn/ocpp: docs/supported-devices.md',
  },
  {
    id: 'slow-redial',
    vendor: /teison|fox ?ess/i,
    what: 'Do not dial again for minutes when the server drops the socket.',
    answer: 'An accepted station is asked to boot over the connection it has; it is never dropped for that (H-8).',
    source: 'lbbrhzn/ocpp: docs/supported-devices.md',
  },
  {
    id: 'wallbox-profiles',
    vendor: /wall ?box/i,
    what: 'Takes charging profiles of the kind Relative and of stack level 0 only.',
    answer: 'Profiles are sent that way (D-31).',
    source: 'evcc-io/evcc#25042, #27203',
    does: { profileKind: 'Relative', stackLevel: 0 },
  },
  {
    id: 'wallbox-no-password',
    vendor: /wall ?box/i,
    what: 'Cannot offer a password.',
    answer: 'A station may be allowed to come without one (H-3).',
    source: 'evcc: templates/definition/charger/ocpp-wallbox.yaml',
  },
  {
    id: 'grizzl-e-no-version',
    vendor: /grizzl|united chargers/i,
    what: 'Names no version when it connects.',
    answer: 'Taken for 1.6 where somebody has allowed it (H-5).',
    source: 'lbbrhzn/ocpp#442',
  },
  {
    id: 'grizzl-e-station-limit',
    vendor: /grizzl|united chargers/i,
    what: 'Accepts a limit for the whole station and ignores it.',
    answer: 'Such a limit is not sent; one for each outlet is (D-31).',
    source: 'lbbrhzn/ocpp: docs/supported-devices.md',
    does: { ignoresStationLimit: true },
  },
  {
    id: 'key-letter-case',
    what: 'Spell standard configuration keys in other letter case.',
    answer: 'One spelling for a standard key (T-18).',
    source: 'evcc-io/evcc#16186',
  },
  {
    id: 'empty-vendor',
    what: 'Leave chargePointVendor empty; boot again and again.',
    answer: 'Every boot is answered and kept (A-1, T-6).',
    source: 'evcc-io/evcc#32184, #30137, #30113',
  },
  {
    id: 'status-zero',
    what: 'Tell a status only of connector 0.',
    answer: "It is the station's own, and hides no connector's (A-4).",
    source: 'evcc-io/evcc#15300',
  },
  {
    id: 'unsolicited-scheduled',
    what: 'Answer ChangeAvailability with Scheduled though nothing runs.',
    answer: 'Scheduled is yes; the status that follows is the proof (C-6, C-7).',
    source: 'evcc-io/evcc#23713',
  },
  {
    id: 'meter-resets',
    what: 'Reset the energy register at every boot, every session, or never.',
    answer: "A session's energy is counted from its own beginning and never falls (T-23).",
    source: 'ChargeTimeEU/Java-OCA-OCPP#331',
  },
  {
    id: 'token-letter-case',
    what: 'Compare idTags by letter case.',
    answer: 'Tokens are compared without it, and sent as they were entered (A-2).',
    source: 'EVerest/everest-core#566',
  },
  {
    id: 'serial-as-token',
    what: 'Use a serial number of 25 characters as idTag, which takes 20.',
    answer: 'Longer tags are kept (T-7); a remote start in 1.6 with one is refused before it is sent (C-5).',
    source: 'lbbrhzn/ocpp#514',
  },
  {
    id: 'autel-finishing',
    vendor: /autel/i,
    what: 'Stays Finishing until the cable is pulled or it is reset.',
    answer: 'No status ends or holds a session (A-8).',
    source: 'lbbrhzn/ocpp#1523',
  },
  {
    id: 'autel-root',
    vendor: /autel/i,
    what: 'Breaks off TLS unless a root certificate has been put on it.',
    answer: 'Our root can be put on it before it changes to TLS (install a root, then raise its security profile).',
    source: 'lbbrhzn/ocpp: docs/supported-devices.md',
  },
  {
    id: 'keba-fixed-limit',
    vendor: /keba/i,
    what: 'Its fixed limit counts milliamperes.',
    answer: 'Shown with its unit (D-34).',
    source: 'sap-labs-france/ev-server: charging-station-vendor',
    does: { fixedLimit: { key: 'MaxAvailableCurrent', perAmpere: 1000, unit: 'mA' } },
  },
]

/** The quirks of one kind of station. Those seen at several makers' are everybody's and not listed here. */
export const quirksOfKind = ({ vendor, model }: StationKind): readonly VendorQuirk[] =>
  VENDOR_QUIRKS.filter((quirk) => quirk.vendor?.test(vendor ?? '') && (quirk.model?.test(model ?? '') ?? true))

/** What is done otherwise with this kind of station; empty for most. */
export function quirksOf(kind: StationKind): Partial<QuirkEffects> {
  const name = `${kind.vendor}\n${kind.model}`
  let effects = known.get(name)
  if (effects === undefined) {
    if (known.size >= MOST_KINDS) known.clear() // what stations call themselves is theirs to make up
    effects = Object.assign({}, ...quirksOfKind(kind).map(({ does }) => does)) as Partial<QuirkEffects>
    known.set(name, effects)
  }
  return effects
}

/** Asked for with every token that is shown: what a kind of station does is worked out once. */
const known = new Map<string, Partial<QuirkEffects>>()
const MOST_KINDS = 1000
