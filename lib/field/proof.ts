import type { ConnectorStatus } from '../stations/status'

/** Below it nothing has been charged (first-charge success counts alike). */
export const REAL_CHARGE_WH = 100

/** Commands whose proof shows that a station hears, acts and answers. A changed setting shows nothing. */
export const PROBES: ReadonlySet<string> = new Set(['trigger', 'reset', 'unlock', 'change-availability', 'start'])

/** The place a job is about; EVSE 0 is the whole station. */
interface Place {
  readonly evse: number
}

export interface ProbeFacts {
  readonly type: string
  readonly stage: string
  readonly queuedAt: Date
  readonly confirmedAt: Date | null
}

export interface StationFacts {
  readonly isOnline: boolean
  readonly connectors: readonly { readonly evse: number; readonly status: ConnectorStatus }[]
}

const BROKEN: ReadonlySet<ConnectorStatus> = new Set(['faulted', 'unavailable', 'unknown'])

/**
 * Whether a command is a passed probe: asked for after the technician came, proven by the station's own messages, and the job's place
 * says now that it works.
 */
export function isPassedProbe(
  command: ProbeFacts,
  station: StationFacts,
  { evse, since }: Place & { since: Date },
): boolean {
  if (!PROBES.has(command.type) || command.stage !== 'confirmed' || command.confirmedAt === null) return false
  if (command.queuedAt < since) return false
  const places = station.connectors.filter((connector) => evse === 0 || connector.evse === evse)
  return station.isOnline && places.length > 0 && places.every(({ status }) => !BROKEN.has(status))
}

export interface ChargeFacts {
  readonly evse: number
  readonly startedAt: Date
  readonly energyWh: number
}

/** Whether a session is a real charge at the job's place after the work began. */
export const isRealCharge = (session: ChargeFacts, { evse, since }: Place & { since: Date }): boolean =>
  session.startedAt >= since && session.energyWh >= REAL_CHARGE_WH && (evse === 0 || session.evse === evse)
