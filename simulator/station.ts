import { systemWireClock, type WireClock } from '../ocpp-server/wire/wire-clock'
import { Configuration, worksOf } from './configuration'
import { type Reservation, type StationFault, VirtualConnector, type Visit } from './connector'
import type { Dialect, Machine, StopReason } from './dialect'
import type { StationSpec } from './fleet-file'
import { HeldProfiles } from './held-profiles'
import { StationMemory } from './memory'
import { addressOf, networksOf } from './network'
import { patient } from './patient-clock'
import { createRandom, type Random } from './random'
import { Registration } from './registration'
import { helps, type Remedy } from './remedies'
import { station16 } from './station-16'
import { station21 } from './station-21'
import { station201 } from './station-201'
import { StationLink } from './station-link'
import { triggered } from './triggered'
import { Visits } from './visits'

export interface StationOptions {
  /** `ws://host:port/ocpp`; the identity is appended. */
  readonly url: string
  /** The same, encrypted (`wss:`). */
  readonly tlsUrl?: string
  readonly spec: StationSpec
  /** What it knows from before; otherwise it comes from the works. */
  readonly memory?: StationMemory
  readonly random?: Random
  readonly clock?: WireClock
  /** Real time between readings, milliseconds from-to; 30–60 s. */
  readonly meterEveryMs?: readonly [number, number]
  /** How long people and machines take to act (plug in, show a card, unplug), milliseconds from-to; 2–8 s. */
  readonly handlingMs?: readonly [number, number]
}

/** A command's answer goes out before what was ordered happens. */
const ANSWERED_MS = 300

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
  readonly memory: StationMemory
  readonly configuration: Configuration
  readonly profiles = new HeldProfiles()
  readonly display = new Map<number, { readonly id: number }>()
  readonly handlingMs: readonly [number, number]
  skewMs = 0
  hasStubbornClock = false
  private readonly dialect: Dialect
  private readonly registration: Registration
  private readonly visits: Visits
  /** Whether a restart helps: a stream of its own, so that it changes nothing else of the day. */
  private readonly luck: Random
  private isStationInoperative = false

  constructor(options: StationOptions) {
    this.spec = options.spec
    this.handlingMs = options.handlingMs ?? [2000, 8000]
    this.memory = options.memory ?? new StationMemory()
    this.configuration = new Configuration(worksOf(options.spec), this.memory.kept.settings, (settings) =>
      this.memory.keep({ settings }),
    )
    this.clock = patient(options.clock ?? systemWireClock)
    this.random = options.random ?? createRandom(1).fork(options.spec.identity)
    this.luck = this.random.fork('luck')
    this.connectors = options.spec.connectors.map((spec, at) => new VirtualConnector(at + 1, spec))
    this.link = new StationLink({
      address: (failures) => addressOf(this, networksOf(this, options), failures),
      identity: options.spec.identity,
      version: options.spec.version,
      clock: this.clock,
      random: this.random,
      onCall: (call) => this.dialect.answer(call),
      onOpen: (securityProfile) => {
        this.configuration.tell('SecurityCtrlr.SecurityProfile', String(securityProfile))
        this.registration.connected()
      },
      onClose: () => this.registration.stop(),
    })
    this.dialect = DIALECTS[options.spec.version](this)
    this.registration = new Registration(this, this.dialect, () => this.backToWork())
    const meterEveryMs = options.meterEveryMs ?? ([30_000, 60_000] as const)
    this.visits = new Visits({ machine: this, dialect: this.dialect, meterEveryMs })
  }

  get identity(): string {
    return this.spec.identity
  }
  get firmware(): string {
    return this.memory.kept.firmware ?? this.spec.firmware
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
    this.visits.plugIn(connector, visit)
    return true
  }

  endSession(connector: VirtualConnector, reason: StopReason): void {
    this.visits.end(connector, reason)
  }

  limitsChanged(): void {
    this.visits.limitsChanged()
  }

  /** A fault: ends what runs on the connector, until `clearFault`. */
  fail(connector: VirtualConnector, fault: StationFault): void {
    if (connector.fault) return
    connector.fault = fault
    this.endSession(connector, 'fault')
    this.clock.clearTimer(connector.timer)
    this.endReservation(connector, 'Removed')
    connector.leave()
    this.dialect.problems([connector])
    this.visits.become(connector, 'faulted')
  }

  clearFault(connector: VirtualConnector): void {
    if (!connector.fault) return
    connector.fault = null
    this.dialect.problems([connector])
    this.visits.become(connector, connector.isWithdrawn ? 'unavailable' : 'available')
  }

  /** A connector was unlocked: a lock that had stuck may have let go. */
  unlock(connector: VirtualConnector): void {
    this.clock.setTimer(() => {
      this.endSession(connector, 'unlock')
      if (this.isHelped(connector, 'unlock')) this.clearFault(connector)
    }, ANSWERED_MS)
  }

  private isHelped({ fault }: VirtualConnector, remedy: Remedy): boolean {
    return fault !== null && helps(remedy, fault, this.luck)
  }

  /** Keeps a free connector for a token until its time is over. */
  reserve(connector: VirtualConnector, reservation: Reservation): void {
    connector.reservation = reservation
    this.visits.become(connector, 'reserved')
    this.visits.after(connector, Math.max(0, reservation.until - this.now().getTime()), () => {
      this.endReservation(connector, 'Expired')
      this.visits.become(connector, 'available')
    })
  }

  release(connector: VirtualConnector): void {
    this.clock.clearTimer(connector.timer)
    connector.reservation = null
    if (connector.state === 'reserved') this.visits.become(connector, 'available')
  }

  private endReservation(connector: VirtualConnector, why: 'Expired' | 'Removed'): void {
    const { reservation } = connector
    connector.reservation = null
    if (reservation) this.dialect.reservationEnded(reservation.id, why)
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
    if (!connector.fault) this.visits.become(connector, isOperative ? 'available' : 'unavailable')
    return false
  }

  /** Restarts after the answer has gone out: sessions end (hard: the connection breaks first), boot, come back. */
  reset(kind: 'soft' | 'hard'): void {
    this.clock.setTimer(() => {
      for (const connector of this.connectors) this.endSession(connector, kind === 'soft' ? 'soft-reset' : 'hard-reset')
      this.registration.restarting()
      this.clock.setTimer(
        () => {
          this.wakeUp(kind)
          this.leave()
        },
        kind === 'soft' ? 1000 : 0,
      )
    }, ANSWERED_MS)
  }

  /** A restart may end a fault; it is told once the station is back. */
  private wakeUp(kind: 'soft' | 'hard'): void {
    for (const connector of this.connectors) {
      if (!this.isHelped(connector, kind)) continue
      connector.fault = null
      connector.state = connector.isWithdrawn ? 'unavailable' : 'available'
    }
  }

  reconnect(): void {
    this.clock.setTimer(() => this.leave(), ANSWERED_MS)
  }

  private leave(): void {
    this.link.disconnect(this.random.between(...this.handlingMs) * 2)
  }

  /** Sends what TriggerMessage asked for, after its answer. @returns false when we have no such message */
  trigger(message: string, connector: VirtualConnector | null): boolean {
    const heartbeat = () => void this.registration.heartbeat()
    const send = triggered(message, connector ? [connector] : this.connectors, this.dialect, heartbeat)
    if (send) this.clock.setTimer(send, 50)
    return send !== null
  }

  /** Registered, or back after a lost connection: everything that may have changed is told. */
  private backToWork(): void {
    this.dialect.status(null)
    for (const connector of this.connectors) this.dialect.status(connector)
    this.dialect.problems(this.connectors)
    this.link.ready()
  }
}
