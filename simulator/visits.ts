import { randomUUID } from 'node:crypto'
import type { ConnectorState, StationSession, VirtualConnector, Visit } from './connector'
import type { Dialect, Machine, StopReason } from './dialect'

/** How soon a changed limit is felt. */
const HEED_MS = 1500

export interface VisitsOptions {
  readonly machine: Machine
  readonly dialect: Dialect
  /** Real time between readings, milliseconds from-to. */
  readonly meterEveryMs: readonly [number, number]
}

/** What happens at a station's connectors from a car's arrival until it has left: card, charging, readings, unplugging. */
export class Visits {
  constructor(private readonly options: VisitsOptions) {}

  plugIn(connector: VirtualConnector, visit: Visit): void {
    const { clock } = this.options.machine
    clock.clearTimer(connector.timer)
    connector.arrive(visit, clock.now())
    this.become(connector, 'preparing')
    this.soon(connector, () => void this.identify(connector, visit))
  }

  /** Ends the running session; the car stays plugged in for a moment. */
  end(connector: VirtualConnector, reason: StopReason): void {
    const { machine, dialect } = this.options
    const { session } = connector
    if (!session) return
    machine.clock.clearTimer(connector.timer)
    connector.meter(machine.clock.now())
    connector.session = null
    connector.powerW = 0
    machine.profiles.sessionEnded(connector.number)
    dialect.ended(connector, session, reason)
    if (connector.fault) return
    this.become(connector, 'finishing')
    this.soon(connector, () => this.unplug(connector))
  }

  limitsChanged(): void {
    for (const connector of this.options.machine.connectors) {
      if (connector.session) this.after(connector, HEED_MS, () => this.meter(connector))
    }
  }

  /** Moves the connector on, and tells it. */
  become(connector: VirtualConnector, state: ConnectorState): void {
    if (connector.state === state) return
    connector.state = state
    this.options.dialect.status(connector)
  }

  /** What the connector does next, instead of what it would have done. */
  after(connector: VirtualConnector, ms: number, run: () => void): void {
    const { clock } = this.options.machine
    clock.clearTimer(connector.timer)
    connector.timer = clock.setTimer(run, ms)
  }

  private async identify(connector: VirtualConnector, visit: Visit): Promise<void> {
    const { machine, dialect } = this.options
    // Offline, or sent here remotely: charge now, the back end hears of it later.
    const isWelcome = visit.remote || !machine.link.isReady || (await dialect.authorise(visit.token).catch(() => true))
    if (connector.visit !== visit || connector.session) return
    if (isWelcome) this.begin(connector, visit)
    else this.soon(connector, () => this.unplug(connector))
  }

  private begin(connector: VirtualConnector, visit: Visit): void {
    const { machine, dialect } = this.options
    connector.meteredAt = machine.clock.now()
    const session: StationSession = {
      id: randomUUID(),
      token: visit.token,
      startedAt: machine.now(),
      startWh: connector.registerWh,
      remote: visit.remote,
      reservationId: connector.reservation?.id ?? null,
      transactionId: null,
      seqNo: 0,
    }
    connector.session = session
    connector.reservation = null
    connector.limitW = this.limitW(connector, session)
    dialect.started(connector, session)
    this.become(connector, 'charging')
    this.meterLater(connector)
  }

  private meterLater(connector: VirtualConnector): void {
    const { machine, meterEveryMs } = this.options
    // A full car draws nothing: stations then sample seldom.
    const pace = connector.state === 'charging' ? 1 : 5
    const dueMs = pace * machine.random.between(...meterEveryMs)
    const untilLeaving = Math.max(0, connector.leavesAt - machine.clock.now())
    this.after(connector, Math.min(dueMs, untilLeaving), () => this.meter(connector))
  }

  private meter(connector: VirtualConnector): void {
    const { machine, dialect } = this.options
    const { session } = connector
    if (!session) return
    const now = machine.clock.now()
    connector.meter(now)
    if (now >= connector.leavesAt) {
      this.end(connector, machine.random.chance(0.7) ? 'local' : 'vehicle-left')
      return
    }
    if (connector.isFull && connector.state === 'charging') {
      this.become(connector, 'suspended-ev')
      dialect.changed(connector, session)
    }
    this.heedLimit(connector, session)
    dialect.metered(connector, session)
    this.meterLater(connector)
  }

  /** A limit of nothing is a pause; more lets it go on. */
  private heedLimit(connector: VirtualConnector, session: StationSession): void {
    connector.limitW = this.limitW(connector, session)
    connector.powerW = Math.min(connector.powerW, connector.limitW)
    const isPaused = connector.limitW === 0
    if (isPaused ? connector.state !== 'charging' : connector.state !== 'suspended-evse') return
    this.become(connector, isPaused ? 'suspended-evse' : 'charging')
    this.options.dialect.changed(connector, session)
  }

  private limitW(connector: VirtualConnector, { startedAt }: StationSession): number {
    const { machine } = this.options
    return machine.profiles.limitW(connector.number, machine.now().getTime(), startedAt.getTime())
  }

  private unplug(connector: VirtualConnector): void {
    connector.leave()
    this.become(connector, connector.isWithdrawn ? 'unavailable' : 'available')
  }

  private soon(connector: VirtualConnector, run: () => void): void {
    const { random, handlingMs } = this.options.machine
    this.after(connector, random.between(...handlingMs), run)
  }
}
