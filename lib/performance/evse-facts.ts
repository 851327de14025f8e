import type { ConnectorStatus } from '../stations/status'
import type { LinkFact } from './absences'

/** Epoch ms, [from, to). */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A car stands there. */
export const OCCUPIED: ReadonlySet<ConnectorStatus> = new Set([
  'preparing',
  'occupied',
  'charging',
  'suspended-ev',
  'suspended-evse',
  'finishing',
])

export interface StatusFact {
  /** Of two statuses of one instant the higher was said later. */
  readonly id: number
  readonly at: number
  /** 0: of the whole station. */
  readonly connector: number
  readonly status: ConnectorStatus
  /** Key into the fault knowledge; null: the station gave no code. */
  readonly cause: string | null
}

export interface FaultSpan extends Span {
  readonly cause: string
  /** 0 danger … 9 debug. */
  readonly severity: number
  /** It keeps everybody from charging, whatever the status says. */
  readonly isOutOfOrder: boolean
}

/** Why time is left out of what a contract counts. */
export const EXCLUSION_REASONS = [
  'maintenance',
  'grid',
  'network',
  'vandalism',
  'vehicle',
  'force-majeure',
  'other',
] as const
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number]

export interface ExcludedSpan extends Span {
  readonly reason: ExclusionReason
}

/** All that is known of one EVSE for one day, in any order, with what stood when the day began. */
export interface EvseFacts {
  /** Of its connectors, and of its station (connector 0). */
  readonly statuses: readonly StatusFact[]
  readonly links: readonly LinkFact[]
  /** Its sessions, whatever became of them. */
  readonly sessions: readonly Span[]
  readonly faults: readonly FaultSpan[]
  /** What people have excluded comes before windows of maintenance: of two that overlap the first counts. */
  readonly exclusions: readonly ExcludedSpan[]
  /** Since when anything at all is known of it, epoch ms; null: nothing was before what is here. */
  readonly heardSince: number | null
}
