import type { FaultSource, FaultStage, LiveFault, RecoveringStep } from '../live/events'

export type { FaultSource, FaultStage }

/** What a station's message says of one thing wrong at one place. */
export interface FaultSaid {
  readonly stationId: bigint
  /** 0: the whole station. */
  readonly evseNumber: number
  /** 0: the whole EVSE. */
  readonly connectorNumber: number
  readonly source: FaultSource
  /** "Component.Variable", or the security event's type: with the place, what makes it the same fault. */
  readonly code: string
  /** 0 danger … 9 debug, as OCPP 2.x counts. */
  readonly severity: number
  /** The station's monitor that has told of it: its severity, when we know it, is the fault's. */
  readonly monitorId?: number | null
  /** What the station said, for people. */
  readonly detail: object | null
  /** When, as far as the station's clock can be trusted. */
  readonly at: Date
  /** false: it is over. */
  readonly isOpen: boolean
}

/** A fault as it is now, when something about it has changed; browsers are told of it. */
export interface FaultChange {
  readonly id: bigint
  readonly siteId: bigint | null
  readonly evseNumber: number
  readonly connectorNumber: number
  readonly source: FaultSource
  readonly code: string
  readonly cause: string
  readonly severity: number
  readonly isSafety: boolean
  readonly stage: FaultStage
  readonly assignee: { readonly id: bigint; readonly name: string } | null
  readonly acknowledgedAt: Date | null
  readonly beganAt: Date
  readonly openedAt: Date
  readonly closedAt: Date | null
  readonly promisedAt: Date | null
  readonly recovering: RecoveringStep | null
}

/** The mildest severity that needs a person: OCPP's alert, which is also what a monitor has that nobody has given another. */
export const MILDEST_ATTENDED = 5

/** Whether somebody should look at it today. Warnings and notices are kept, and shown on the station's own page. */
export const needsAttention = ({ severity, closedAt }: Pick<LiveFault, 'severity' | 'closedAt'>): boolean =>
  closedAt === null && severity <= MILDEST_ATTENDED
