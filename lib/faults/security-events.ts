/** What a security event asks of people. */
export interface SecurityEventKind {
  /** The standard calls it critical (security whitepaper appendix, OCPP 2.0.1 part 2 appendix 2). */
  readonly isCritical: boolean
  /** OCPP's severity of the fault it opens; null: it opens none. */
  readonly severity: number | null
}

const kind = (isCritical: boolean, severity: number | null): SecurityEventKind => ({ isCritical, severity })

/**
 * Critical events open a fault where somebody has to act. Those that every station tells of in its ordinary life (a boot, a clock
 * that was set, an update that we asked for) do not: a list of faults that nobody reads protects nobody. Some the standard does not
 * call critical are signs of an attack or of a station that will soon be lost, and do.
 */
const KINDS: Readonly<Record<string, SecurityEventKind>> = {
  tamperdetectionactivated: kind(true, 2),
  securitylogwascleared: kind(true, 3),
  memoryexhaustion: kind(true, 4),
  maintenanceloginfailed: kind(true, 4),
  maintenanceloginaccepted: kind(true, null),
  firmwareupdated: kind(true, null),
  settingsystemtime: kind(true, null),
  startupofthedevice: kind(true, null),
  resetorreboot: kind(true, null),
  invalidfirmwaresignature: kind(false, 3),
  invalidfirmwaresigningcertificate: kind(false, 3),
  attemptedreplayattacks: kind(false, 3),
  invalidcentralsystemcertificate: kind(false, 4),
  invalidcsmscertificate: kind(false, 4),
  invalidchargepointcertificate: kind(false, 4),
  invalidchargingstationcertificate: kind(false, 4),
}
const OTHER = kind(false, null)

/** @param type as the station writes it, in any letter case */
export const securityEventKind = (type: string): SecurityEventKind => KINDS[type.trim().toLowerCase()] ?? OTHER
