import { MINUTE_MS } from '../kernel/time'

/** A charge that gave at least this is a charge. */
export const GOOD_ENERGY_WH = 500
/** So is one that gave anything for this long: some meters tell energy late, some cars take little. */
export const GOOD_MS = 5 * MINUTE_MS
/** Somebody who changes their mind within this has not been let down: neither a success nor a failure. */
export const CANCEL_MS = MINUTE_MS

export interface EndedSession {
  readonly from: number
  readonly to: number
  /** null: the meter never said enough to know. */
  readonly energyWh: number | null
  /** What we told the station of the token; null: accepted. */
  readonly authorisation: string | null
  readonly stopReason: string | null
  /** The EVSE became faulted as it ended. */
  readonly isFaultedAtEnd: boolean
}

/** Ways a session ends that no driver wants, as stations name them (1.6 StopTransaction reason, 2.x stoppedReason). */
const BAD_ENDS: Readonly<Record<string, string>> = {
  EmergencyStop: 'end.emergency-stop',
  PowerLoss: 'end.power-loss',
  PowerQuality: 'end.power-loss',
  GroundFault: 'end.fault',
  OvercurrentFault: 'end.fault',
  Reboot: 'end.restart',
  HardReset: 'end.restart',
  ImmediateReset: 'end.restart',
}

/** Ends that a driver chooses; 1.6 leaves the reason out when it is Local. */
const CHOSEN_ENDS: ReadonlySet<string> = new Set(['Local', 'Remote', 'EVDisconnected', 'StoppedByEV'])

/**
 * Whether a session was a charge: energy, or some of it for some time, and no fault that ended it.
 * @returns `good`, `cancelled` (not counted), or why not: a key of the reason tree
 */
export function outcomeOfSession(session: EndedSession): 'good' | 'cancelled' | string {
  const { from, to, energyWh, authorisation, stopReason, isFaultedAtEnd } = session
  const isLong = to - from >= GOOD_MS
  const hasCharged = energyWh === null ? isLong : energyWh >= GOOD_ENERGY_WH || (isLong && energyWh > 0)
  const badEnd = BAD_ENDS[stopReason ?? ''] ?? (isFaultedAtEnd ? 'end.fault' : null)
  if (hasCharged) return badEnd ?? 'good'
  if (authorisation !== null && authorisation !== 'accepted') return `authorisation.${authorisation}`
  if (badEnd !== null) return badEnd
  if (to - from < CANCEL_MS && CHOSEN_ENDS.has(stopReason ?? 'Local')) return 'cancelled'
  return (energyWh ?? 0) > 0 ? 'energy.too-little' : 'energy.none'
}
