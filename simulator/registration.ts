import type { BootReason, Dialect, Machine } from './dialect'

/** Booting until accepted, then heartbeats, and the clock that is set by both. */
export class Registration {
  private heartbeatTimer: unknown
  private bootTimer: unknown
  /** Why the station has to boot before anything else; null: it is registered. */
  private bootReason: BootReason | null = 'PowerUp'
  private heartbeatSeconds = 300

  constructor(
    private readonly machine: Machine,
    private readonly dialect: Dialect,
    private readonly onRegistered: () => void,
  ) {}

  connected(): void {
    if (this.bootReason) void this.boot(this.bootReason)
    else this.registered()
  }

  restarting(): void {
    this.bootReason = 'RemoteReset'
  }

  stop(): void {
    this.machine.clock.clearTimer(this.heartbeatTimer)
    this.machine.clock.clearTimer(this.bootTimer)
  }

  async heartbeat(): Promise<void> {
    const currentTime = await this.dialect.heartbeat().catch(() => undefined)
    if (currentTime) this.setClock(currentTime)
    if (this.machine.link.isReady) this.heartbeatLater()
  }

  private async boot(reason: BootReason): Promise<void> {
    try {
      const { isAccepted, intervalSeconds, currentTime } = await this.dialect.boot(reason)
      if (!isAccepted) {
        this.bootLater(reason, Math.max(5, intervalSeconds || 60))
        return
      }
      this.bootReason = null
      this.setClock(currentTime)
      this.heartbeatSeconds = intervalSeconds || 300
      this.registered()
    } catch {
      // Refused or no answer: try again while the connection lasts.
      if (this.machine.link.isOpen) this.bootLater(reason, 30)
    }
  }

  private bootLater(reason: BootReason, seconds: number): void {
    this.bootTimer = this.machine.clock.setTimer(() => void this.boot(reason), seconds * 1000)
  }

  private registered(): void {
    this.onRegistered()
    this.heartbeatLater()
  }

  private heartbeatLater(): void {
    const { clock, random } = this.machine
    clock.clearTimer(this.heartbeatTimer)
    const dueMs = this.heartbeatSeconds * 1000 * random.between(0.9, 1)
    this.heartbeatTimer = clock.setTimer(() => void this.heartbeat(), dueMs)
  }

  private setClock(currentTime: Date): void {
    const { machine } = this
    if (machine.hasStubbornClock || Number.isNaN(currentTime.getTime())) return
    machine.skewMs = currentTime.getTime() - machine.clock.now()
  }
}
