import type { ConnectorStatus } from '../stations/status'
import type { ExclusionReason } from './evse-facts'

/** What has been read of some stations around one day. Ids as text, instants as dates. */
export interface DayRows {
  readonly stations: readonly StationRow[]
  readonly statuses: readonly StatusRow[]
  readonly links: readonly LinkRow[]
  readonly sessions: readonly SessionRow[]
  readonly authorisations: readonly AuthorisationRow[]
  readonly faults: readonly FaultRow[]
  readonly exclusions: readonly ExclusionRow[]
}

export interface StationRow {
  readonly id: string
  readonly siteId: string | null
  readonly vendor: string | null
  readonly evses: readonly number[]
  readonly hasCharged: boolean
}
export interface StatusRow {
  readonly id: string
  readonly station: string
  readonly evse: number
  readonly connector: number
  readonly status: ConnectorStatus
  readonly errorCode: string | null
  readonly vendorErrorCode: string | null
  readonly info: string | null
  readonly at: Date
}
export interface LinkRow {
  readonly station: string
  readonly kind: 'connected' | 'disconnected'
  readonly name: string
  readonly at: Date
}
export interface SessionRow {
  readonly id: string
  readonly station: string
  readonly evse: number
  readonly from: Date
  readonly to: Date | null
  readonly energyWh: string | null
  readonly authorisation: string | null
  readonly stopReason: string | null
  readonly token: string | null
}
export interface AuthorisationRow {
  readonly station: string
  readonly request: string
  readonly response: string | null
  readonly at: Date
}
export interface FaultRow {
  readonly station: string | null
  readonly siteId: string | null
  readonly evse: number
  readonly source: string
  readonly code: string
  readonly cause: string
  readonly severity: number
  readonly from: Date
  readonly to: Date | null
  /** Somebody charged there after it began. */
  readonly disprovedAt: Date | null
}
export interface ExclusionRow {
  readonly station: string | null
  readonly siteId: string | null
  readonly evse: number | null
  readonly reason: ExclusionReason
  readonly from: Date
  readonly to: Date | null
}
