import type { InboundCall } from '../ocpp-server/wire/inbound-call'
import type { WireClock } from '../ocpp-server/wire/wire-clock'
import type { Configuration } from './configuration'
import type { Reservation, StationSession, VirtualConnector, Visit } from './connector'
import type { StationSpec } from './fleet-file'
import type { HeldProfiles } from './held-profiles'
import type { StationMemory } from './memory'
import type { Random } from './random'
import type { StationLink } from './station-link'

export type BootReason = 'PowerUp' | 'RemoteReset'
export type StopReason =
  | 'local'
  | 'vehicle-left'
  | 'remote'
  | 'refused'
  | 'soft-reset'
  | 'hard-reset'
  | 'fault'
  | 'unlock'
  | 'power-loss'

export interface BootAnswer {
  readonly isAccepted: boolean
  readonly intervalSeconds: number
  readonly currentTime: Date
}

/** What a station says and how it answers, in one OCPP version's words. */
export interface Dialect {
  boot(reason: BootReason): Promise<BootAnswer>
  /** @returns the back end's time */
  heartbeat(): Promise<Date>
  /** @returns whether the token may charge */
  authorise(token: string): Promise<boolean>
  /** null: the station as a whole. */
  status(connector: VirtualConnector | null): void
  started(connector: VirtualConnector, session: StationSession): void
  /** The charging state changed within a session. */
  changed(connector: VirtualConnector, session: StationSession): void
  metered(connector: VirtualConnector, session: StationSession): void
  ended(connector: VirtualConnector, session: StationSession, reason: StopReason): void
  /** What is wrong with these connectors, and what no longer is, as far as the back end has not heard it. */
  problems(connectors: readonly VirtualConnector[]): void
  /** A reservation ran out, or went with a fault. */
  reservationEnded(id: number, why: 'Expired' | 'Removed'): void
  /** @throws OcppError */
  answer(call: InboundCall): object
}

/** The station behind the words: what a dialect may ask of it and order it to do. */
export interface Machine {
  readonly spec: StationSpec
  readonly link: StationLink
  /** What it knows even after its power has been off. */
  readonly memory: StationMemory
  readonly configuration: Configuration
  readonly random: Random
  readonly clock: WireClock
  readonly connectors: readonly VirtualConnector[]
  readonly isInoperative: boolean
  /** How long people and machines take to act, milliseconds from-to. */
  readonly handlingMs: readonly [number, number]
  /** What it runs; the specification says what it left the works with. */
  readonly firmware: string
  /** How wrong the station's clock is. Chaos sets it; a sound station corrects it at the next heartbeat. */
  skewMs: number
  readonly hasStubbornClock: boolean
  connector(number: number): VirtualConnector | undefined
  now(): Date
  plugIn(number: number, visit: Visit): boolean
  endSession(connector: VirtualConnector, reason: StopReason): void
  setOperative(connector: VirtualConnector | null, isOperative: boolean): boolean
  reset(kind: 'soft' | 'hard'): void
  /** After the answer has gone out: ends what runs there. */
  unlock(connector: VirtualConnector): void
  /** Hangs up after the answer has gone out, and calls again. */
  reconnect(): void
  trigger(message: string, connector: VirtualConnector | null): boolean
  readonly profiles: HeldProfiles
  /** Messages on the display, by number. */
  readonly display: Map<number, { readonly id: number }>
  /** A profile came or went: what charges now takes heed. */
  limitsChanged(): void
  reserve(connector: VirtualConnector, reservation: Reservation): void
  /** The reservation is over, and the connector free again. */
  release(connector: VirtualConnector): void
}

/** Fire and forget: a status lost with the connection is told again after it. */
export function say(machine: Machine, action: string, payload: object): void {
  if (machine.link.isOpen) machine.link.call(action, payload).catch(() => undefined)
}

/** The session a remote stop means. */
export function findSession(
  machine: Machine,
  matches: (session: StationSession) => boolean,
): VirtualConnector | undefined {
  return machine.connectors.find(({ session }) => session !== null && matches(session))
}

/** Remote starts bring their own car: the driver stands there with the cable in. */
export function remoteVisit(
  machine: Machine,
  connector: VirtualConnector,
  token: string,
  remoteId: number | null,
  vehicle: Visit['vehicle'],
): boolean {
  const stayMs = machine.random.between(20, 90) * 60_000
  return machine.plugIn(connector.number, { token, vehicle, stayMs, remote: { id: remoteId } })
}
