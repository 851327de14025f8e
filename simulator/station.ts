import { randomUUID } from 'node:crypto'
import { systemWireClock, type WireClock } from '../ocpp-server/wire/wire-clock'
import {
  type ConnectorState,
  type Reservation,
  type StationFault,
  type StationSession,
  VirtualConnector,
  type Visit,
} from './connector'
import type { Dialect, Machine, StopReason } from './dialect'
import type { StationSpec } from './fleet-file'
import { HeldProfiles } from './held-profiles'
import { createRandom, type Random } from './random'
import { Registration } from './registration'
import { station16 } from './station-16'
import { station21 } from './station-21'
import { station201 } from './station-201'
import { StationLink } from './station-link'

export interface StationOptions {
  /** `ws://host:port/ocpp`; the identity is appended. */
  readonly url: string
  readonly spec: StationSpec
  readonly random?: Random
  readonly clock?: WireClock
  /** Real time between readings, milliseconds from-to; 30–60 s. */
  readonly meterEveryMs?: readonly [number, number]
  /** How long people and machines take to act (plug in, show a card, unplug), milliseconds from-to; 2–8 s. */
  readonly handlingMs?: readonly [number, number]
}

/** How soon a changed limit is felt. */
const HEED_MS = 1500

const DIALECTS = { 'ocpp1.6': station16, 'ocpp2.0.1': station201, 'ocpp2.1': station21 } as const

/**
 * One virtual charging station: hardware, drivers' hands and firmware, whichever OCPP version it speaks. It charges when told that a
 * car arrived (`plugIn`) or remotely, and does the rest by itself.
 */
export class VirtualStation implements Machine {
  readonly spec: StationSpec
  readonly connectors: readonly VirtualConnector[]
  readonly link: StationLink
  readonly random: Random
  readonly clock: WireClock
  readonly profiles = new HeldProfiles()
  readonly display = new Map<number, { readonly id: number }>()
  firmware: string
  skewMs = 0
  hasStubbornClock = false
  private readonly dialect: Dialect
  private readonly registration: Registration
  private isStationInoperative = false

  constructor(private readonly options: StationOptions) {
    this.spec = options.spec
    this.firmware = options.spec.firmware
    this.clock = options.clock ?? systemWireClock
    this.random = options.random ?? createRandom(1).fork(options.spec.identity)
    this.connectors = options.spec.connectors.map((spec, at) => new VirtualConnector(at + 1, spec))
    this.link = new StationLink({
      url: options.url,
      identity: options.spec.identity,
      password: options.spec.password,
      version: options.spec.version,
      clock: this.clock,
      random: this.random,
      onCall: (call) => this.dialect.answer(call),
      onOpen: () => this.registration.connected(),
      onClose: () => this.registration.stop(),
    })
    this.dialect = DIALECTS[options.spec.version](this)
    this.registration = new Registration(this, this.dialect, () => this.backToWork())
  }

  get identity(): string {
    return this.spec.identity
  }
  /** The station's own idea of the time. */
  now(): Date {
    return new Date(this.clock.now() + this.skewMs)
  }
  connector(number: number): VirtualConnector | undefined {
    return this.connectors[number - 1]
  }
  get isInoperative(): boolean {
    return this.isStationInoperative
  }

  start(): void {
    this.link.connect()
  }

  /** The power fails: what runs is ended and told with what is left in the capacitors. `stop` follows. */
  losePower(): void {
    for (const connector of this.connectors) this.endSession(connector, 'power-loss')
  }

  /** Switches the station off for good. */
  stop(): void {
    this.link.disconnect()
    this.registration.stop()
    for (const connector of this.connectors) this.clock.clearTimer(connector.timer)
  }

  /** A car arrives. @returns false when the connector is not free */
  plugIn(number: number, visit: Visit): boolean {
    const connector = this.connector(number)
    if (!connector?.isFreeFor(visit.token) || this.isStationInoperative) return false
    this.clock.clearTimer(connector.timer)
    connector.arrive(visit, this.clock.now())
    this.become(connector, 'preparing')
    this.soon(connector, () => void this.identify(connector, visit))
    return true
  }

  /** Ends the running session; the car stays plugged in for a moment. */
  endSession(connector: VirtualConnector, reason: StopReason): void {
    const { session } = connector
    if (!session) return
    this.clock.clearTimer(connector.timer)
    connector.meter(this.clock.now())
    connector.session = null
    connector.powerW = 0
    this.profiles.sessionEnded(connector.number)
    this.dialect.ended(connector, session, reason)
    if (connector.fault) return
    this.become(connector, 'finishing')
    this.soon(connector, () => this.unplug(connector))
  }

  /** A fault: ends what runs on the connector, until `clearFault`. */
  fail(connector: VirtualConnector, fault: StationFault): void {
    if (connector.fault) return
    connector.fault = fault
    this.endSession(connector, 'fault')
    this.clock.clearTimer(connector.timer)
    this.endReservation(connector, 'Removed')
    connector.leave()
    this.dialect.faultChanged(connector, fault, false)
    this.become(connector, 'faulted')
  }

  clearFault(connector: VirtualConnector): void {
    const { fault } = connector
    if (!fault) return
    connector.fault = null
    this.dialect.faultChanged(connector, fault, true)
    this.become(connector, connector.isWithdrawn ? 'unavailable' : 'available')
  }

  /** Keeps a free connector for a token until its time is over. */
  reserve(connector: VirtualConnector, reservation: Reservation): void {
    connector.reservation = reservation
    this.become(connector, 'reserved')
    this.after(connector, Math.max(0, reservation.until - this.now().getTime()), () => {
      this.endReservation(connector, 'Expired')
      this.become(connector, 'available')
    })
  }

  release(connector: VirtualConnector): void {
    this.clock.clearTimer(connector.timer)
    connector.reservation = null
    if (connector.state === 'reserved') this.become(connector, 'available')
  }

  private endReservation(connector: VirtualConnector, why: 'Expired' | 'Removed'): void {
    const { reservation } = connector
    connector.reservation = null
    if (reservation) this.dialect.reservationEnded(reservation.id, why)
  }

  limitsChanged(): void {
    for (const connector of this.connectors) {
      if (connector.session) this.after(connector, HEED_MS, () => this.meter(connector))
    }
  }

  /** @returns whether it takes effect only after a running session */
  setOperative(connector: VirtualConnector | null, isOperative: boolean): boolean {
    if (!connector) {
      this.isStationInoperative = !isOperative
      this.dialect.status(null)
      return this.connectors.map((each) => this.setOperative(each, isOperative)).some(Boolean)
    }
    connector.isWithdrawn = !isOperative
    if (connector.session || connector.visit) return !isOperative
    if (!connector.fault) this.become(connector, isOperative ? 'available' : 'unavailable')
    return false
  }

  /** Restarts after the answer has gone out: sessions end (hard: the connection breaks first), boot, come back. */
  reset(kind: 'soft' | 'hard'): void {
    const delayMs = 300
    this.clock.setTimer(() => {
      for (const connector of this.connectors) this.endSession(connector, kind === 'soft' ? 'soft-reset' : 'hard-reset')
      this.registration.restarting()
      const leave = () => this.link.disconnect(this.random.between(...this.handlingMs) * 2)
      this.clock.setTimer(leave, kind === 'soft' ? 1000 : 0)
    }, delayMs)
  }

  /** Sends what TriggerMessage asked for, after its answer. @returns false when we have no such message */
  trigger(message: string, connector: VirtualConnector | null): boolean {
    const send = this.triggered(message, connector)
    if (send) this.clock.setTimer(send, 50)
    return send !== null
  }

  private triggered(message: string, connector: VirtualConnector | null): (() => void) | null {
    const targets = connector ? [connector] : this.connectors
    switch (message) {
      case 'BootNotification':
        return () => void this.dialect.boot('PowerUp').catch(() => undefined)
      case 'Heartbeat':
        return () => void this.registration.heartbeat()
      case 'StatusNotification':
        return () => {
          for (const each of targets) this.dialect.status(each)
        }
      case 'MeterValues':
      case 'TransactionEvent':
        return () => {
          for (const each of targets) if (each.session) this.dialect.metered(each, each.session)
        }
      default:
        return null
    }
  }

  private async identify(connector: VirtualConnector, visit: Visit): Promise<void> {
    // Offline, or sent here remotely: charge now, the back end hears of it later.
    const isWelcome =
      visit.remote || !this.link.isReady || (await this.dialect.authorise(visit.token).catch(() => true))
    if (connector.visit !== visit || connector.session) return
    if (isWelcome) this.begin(connector, visit)
    else this.soon(connector, () => this.unplug(connector))
  }

  private begin(connector: VirtualConnector, visit: Visit): void {
    connector.meteredAt = this.clock.now()
    const session: StationSession = {
      id: randomUUID(),
      token: visit.token,
      startedAt: this.now(),
      startWh: connector.registerWh,
      remote: visit.remote,
      reservationId: connector.reservation?.id ?? null,
      transactionId: null,
      seqNo: 0,
    }
    connector.session = session
    connector.reservation = null
    connector.limitW = this.limitW(connector, session)
    this.dialect.started(connector, session)
    this.become(connector, 'charging')
    this.meterLater(connector)
  }

  private meterLater(connector: VirtualConnector): void {
    // A full car draws nothing: stations then sample seldom.
    const pace = connector.state === 'charging' ? 1 : 5
    const dueMs = pace * this.random.between(...(this.options.meterEveryMs ?? [30_000, 60_000]))
    const untilLeaving = Math.max(0, connector.leavesAt - this.clock.now())
    this.after(connector, Math.min(dueMs, untilLeaving), () => this.meter(connector))
  }

  private meter(connector: VirtualConnector): void {
    const { session } = connector
    if (!session) return
    const now = this.clock.now()
    connector.meter(now)
    if (now >= connector.leavesAt) {
      this.endSession(connector, this.random.chance(0.7) ? 'local' : 'vehicle-left')
      return
    }
    if (connector.isFull && connector.state === 'charging') {
      this.become(connector, 'suspended-ev')
      this.dialect.changed(connector, session)
    }
    this.heedLimit(connector, session)
    this.dialect.metered(connector, session)
    this.meterLater(connector)
  }

  /** A limit of nothing is a pause; more lets it go on. */
  private heedLimit(connector: VirtualConnector, session: StationSession): void {
    connector.limitW = this.limitW(connector, session)
    connector.powerW = Math.min(connector.powerW, connector.limitW)
    const isPaused = connector.limitW === 0
    if (isPaused ? connector.state !== 'charging' : connector.state !== 'suspended-evse') return
    this.become(connector, isPaused ? 'suspended-evse' : 'charging')
    this.dialect.changed(connector, session)
  }

  private limitW(connector: VirtualConnector, { startedAt }: StationSession): number {
    return this.profiles.limitW(connector.number, this.now().getTime(), startedAt.getTime())
  }

  private unplug(connector: VirtualConnector): void {
    connector.leave()
    this.become(connector, connector.isWithdrawn ? 'unavailable' : 'available')
  }

  private become(connector: VirtualConnector, state: ConnectorState): void {
    if (connector.state === state) return
    connector.state = state
    this.dialect.status(connector)
  }

  /** Registered, or back after a lost connection: everything that may have changed is told. */
  private backToWork(): void {
    this.dialect.status(null)
    for (const connector of this.connectors) this.dialect.status(connector)
    this.link.ready()
  }

  get handlingMs(): readonly [number, number] {
    return this.options.handlingMs ?? [2000, 8000]
  }
  private soon(connector: VirtualConnector, run: () => void): void {
    this.after(connector, this.random.between(...this.handlingMs), run)
  }
  private after(connector: VirtualConnector, ms: number, run: () => void): void {
    this.clock.clearTimer(connector.timer)
    connector.timer = this.clock.setTimer(run, ms)
  }
}
