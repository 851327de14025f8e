/** What a told code weighs by itself, as OCPP 2.x counts: what endangers people first. Anything else is an error (4). */
const SEVERITY: Readonly<Record<string, number>> = {
  groundfailure: 2,
  powerswitchfailure: 2,
  overvoltage: 2,
  overcurrentfailure: 3,
  hightemperature: 3,
  undervoltage: 4,
  powermeterfailure: 3,
  connectorlockfailure: 4,
  readerfailure: 4,
  evcommunicationerror: 5,
  locallistconflict: 7,
  weaksignal: 6,
  // MREC (ChargeX, rev 5)
  cx002: 2,
  cx004: 3,
  cx005: 2,
  cx008: 2,
  cx009: 6,
  cx010: 5,
  cx017: 2,
  cx020: 5,
  cx021: 2,
  cx022: 2,
  cx024: 1,
  cx025: 3,
  cx026: 2,
}

/** MREC's codes weigh more than the OCPP code they come with. EVgo's come several at once, separated by commas. */
export function codeSeverity(errorCode: string | null, vendorErrorCode: string | null): number {
  const said = [...(vendorErrorCode ?? '').split(','), errorCode ?? ''].map((code) => code.trim().toLowerCase())
  const known = said.flatMap((code) => SEVERITY[code] ?? [])
  return known.length > 0 ? Math.min(...known) : 4
}
