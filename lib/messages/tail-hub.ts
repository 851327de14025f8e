import type { Bus } from '../bus/bus'
import { SECOND_MS } from '../kernel/time'
import type { Tail, Tailed, TailedMessage } from './tail'

/** Said again so often, forgotten by gateways after so long: a web process that dies leaves nobody telling for long. */
const RENEW_MS = 10 * SECOND_MS
const FORGET_SECONDS = 25

/** What a watcher is told. */
export interface TailSink {
  message(message: TailedMessage): void
  /** So many more there were. */
  skipped(count: number): void
  /** Some may have been missed: the connection between our processes was away. */
  gap(): void
  /** The process is on its way out. */
  end(): void
}

interface Open {
  readonly tail: Tail
  readonly sink: TailSink
}

/** One per web process: tells gateways who watches, and deals out what they tell. Says and hears nothing while nobody watches. */
export class TailHub {
  readonly #open = new Map<string, Open>()
  #subscribed: Promise<unknown> | null = null
  #timer: NodeJS.Timeout | undefined

  constructor(
    private readonly bus: Bus,
    private readonly newId: () => string,
  ) {}

  get size(): number {
    return this.#open.size
  }

  /** Begins to watch; returns how to stop. @throws what the bus throws when it is away */
  async watch(wanted: Omit<Tail, 'id' | 'seconds'>, sink: TailSink): Promise<() => void> {
    this.#subscribed ??= this.bus
      .subscribe('tailed', (tailed) => this.#take(tailed), { onGap: () => this.#comeBack() })
      .catch((error: unknown) => {
        this.#subscribed = null
        throw error
      })
    await this.#subscribed
    const tail: Tail = { ...wanted, id: this.newId(), seconds: FORGET_SECONDS }
    this.#open.set(tail.id, { tail, sink })
    this.bus.publish('tail', tail)
    this.#timer ??= setInterval(() => this.#renew(), RENEW_MS).unref()
    return () => {
      if (!this.#open.delete(tail.id)) return
      this.bus.publish('tail', { ...tail, seconds: 0 })
      if (this.#open.size > 0) return
      clearInterval(this.#timer)
      this.#timer = undefined
    }
  }

  /** Ends every tail: a web server waits for open answers before it ends. */
  stop(): void {
    for (const { sink } of [...this.#open.values()]) sink.end()
  }

  #renew(): void {
    for (const { tail } of this.#open.values()) this.bus.publish('tail', tail)
  }

  #comeBack(): void {
    this.#renew()
    for (const { sink } of this.#open.values()) sink.gap()
  }

  #take(said: Tailed): void {
    if (said.kind === 'skipped') {
      this.#open.get(said.tail)?.sink.skipped(said.count)
      return
    }
    for (const id of said.tails) {
      const one = this.#open.get(id)
      if (one && mayHear(one.tail, said.message)) one.sink.message(said.message)
    }
  }
}

/** The gateway has looked already; it is looked at again where the actor was. */
const mayHear = ({ siteIds }: Tail, { siteId }: TailedMessage): boolean =>
  siteIds === null || (siteId !== null && siteIds.includes(siteId))
