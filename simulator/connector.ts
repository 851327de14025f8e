import type { ConnectorSpec } from './fleet-file'
import { charge, type Vehicle } from './vehicle'

/** As the station itself sees it; each OCPP version has its own words for these. */
export type ConnectorState =
  | 'available'
  | 'reserved'
  | 'preparing'
  | 'charging'
  | 'suspended-ev'
  | 'suspended-evse'
  | 'finishing'
  | 'unavailable'
  | 'faulted'

export interface StationFault {
  /** OCPP 1.6 error code. */
  readonly code: string
  readonly vendorCode: string
  readonly info: string
}

export interface Visit {
  readonly token: string
  readonly vehicle: Vehicle
  readonly stayMs: number
  /** Given by a remote start: the driver needs no card. */
  readonly remote?: { readonly id: number | null }
}

/** Kept for one token. */
export interface Reservation {
  readonly id: number
  readonly token: string
  /** Epoch milliseconds. */
  readonly until: number
}

/** One session as the station remembers it. */
export interface StationSession {
  /** 2.0.1: the transaction's name; 1.6: only ours. */
  readonly id: string
  readonly token: string
  readonly startedAt: Date
  readonly startWh: number
  readonly remote: Visit['remote']
  /** The reservation it makes use of. */
  readonly reservationId: number | null
  /** 1.6: told by the back end; null until then. */
  transactionId: number | null
  seqNo: number
  /** What its meter signed at the beginning. */
  signedBegin?: string
}

/** A connector: what is plugged in, what the meter says. Knows no time of its own: it is told how many seconds passed. */
export class VirtualConnector {
  state: ConnectorState = 'available'
  fault: StationFault | null = null
  visit: Visit | null = null
  session: StationSession | null = null
  reservation: Reservation | null = null
  /** What charging profiles let it draw now. */
  limitW = Infinity
  socPercent = 0
  powerW = 0
  registerWh: number
  /** Out of service once the running session is over. */
  isWithdrawn = false
  /** Epoch milliseconds up to which energy is counted, and when the car leaves. */
  meteredAt = 0
  leavesAt = 0
  timer: unknown

  constructor(
    readonly number: number,
    readonly spec: ConnectorSpec,
  ) {
    this.registerWh = spec.registerWh
  }

  get isFree(): boolean {
    return this.state === 'available' && this.visit === null
  }

  /** Free, or kept for who comes. */
  isFreeFor(token: string): boolean {
    if (this.state !== 'reserved' || this.reservation === null) return this.isFree
    return this.reservation.token.trim().toUpperCase() === token.trim().toUpperCase()
  }

  arrive(visit: Visit, now: number): void {
    this.visit = visit
    this.socPercent = visit.vehicle.socPercent
    this.powerW = 0
    this.leavesAt = now + visit.stayMs
  }

  /** Counts energy up to now. */
  meter(now: number): void {
    const seconds = Math.max(0, now - this.meteredAt) / 1000
    this.meteredAt = now
    if (!this.visit || !this.session || this.state !== 'charging') {
      this.powerW = 0
      return
    }
    const outlet = { ...this.spec, maxPowerW: Math.min(this.spec.maxPowerW, this.limitW) }
    const charged = charge(this.visit.vehicle, outlet, this.socPercent, seconds)
    this.registerWh += charged.energyWh
    this.socPercent = charged.socPercent
    this.powerW = charged.powerW
  }

  get isFull(): boolean {
    return this.visit !== null && this.socPercent >= this.visit.vehicle.targetSoc
  }

  /** Current per phase at nominal voltage; DC has none of the grid's phases. */
  currentsA(): readonly [number, number, number] {
    const phases = this.spec.currentType === 'dc' ? 3 : (this.visit?.vehicle.acPhases ?? 3)
    const each = Math.round((this.powerW / phases / 230) * 10) / 10
    return phases === 3 ? [each, each, each] : [each, 0, 0]
  }

  leave(): void {
    this.visit = null
    this.reservation = null
    this.session = null
    this.powerW = 0
  }
}
