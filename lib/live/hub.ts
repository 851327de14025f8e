import type { Actor } from '../access/actor'
import type { Bus } from '../bus/bus'
import { type Clock, MINUTE_MS } from '../kernel/time'
import { isFinishedBefore } from './apply'
import { Attachment, type Sink } from './attachment'
import { eventKey, type ScopedEvent } from './events'
import { deltaFrame, formatPosition, parsePosition } from './frame'
import { isUnscoped } from './scope'

/** One thing's newest state, and where in the history it became so. */
export interface Entry {
  readonly seq: number
  readonly key: string
  readonly scoped: ScopedEvent
  /** Its SSE text, made once for all browsers. */
  readonly frame: string
}

export interface HubOptions {
  readonly bus: Bus
  /** Everything a browser should know at first, from the database. */
  readonly loadSnapshot: () => Promise<readonly ScopedEvent[]>
  readonly clock: Clock
  readonly newEpoch: () => string
  /** How many changes are remembered for browsers that come back or lag. */
  readonly historyLimit?: number
  /** Ended sessions and settled commands are forgotten after this. */
  readonly forgetAfterMs?: number
}

/**
 * One per web process: keeps the newest state of every live thing and fans changes out. It subscribes first and loads second, so
 * nothing falls between; a gap on the bus makes a new epoch, and every browser gets a fresh snapshot.
 */
export class LiveHub {
  readonly #options: HubOptions
  readonly #historyLimit: number
  readonly #newest = new Map<string, Entry>()
  readonly #attachments = new Set<Attachment>()
  /** Ring: the entry of seq n sits at n % limit. */
  #history: (Entry | undefined)[] = []
  #epoch = ''
  #seq = 0
  #firstSeq = 1
  /** Someone limited to sites or a customer may have lost (or gained) sight of a thing at this point: resume only after it. */
  #scopeChangedAt = 0
  #loading: Promise<void> | null = null
  /** What came while not ready, newest per thing. */
  readonly #waiting = new Map<string, ScopedEvent>()
  #needsAnotherLoad = false
  #isFlushScheduled = false
  #unsubscribe: (() => Promise<void>) | null = null
  #isStopped = false
  /** The bus is away: what we know grows stale, and no browser shall believe it is live. */
  #isDown = false

  constructor(options: HubOptions) {
    this.#options = options
    this.#historyLimit = options.historyLimit ?? 20_000
  }

  /** Subscribes, then loads. @throws what the bus or the snapshot throws; call again to retry. */
  async start(): Promise<void> {
    this.#unsubscribe ??= await this.#options.bus.subscribe('live', (scoped) => this.#take(scoped), {
      onDown: () => this.#goDown(),
      onGap: () => this.#comeBack(),
    })
    if (this.#epoch === '') await (this.#loading ?? this.#load())
  }

  /** Ends every stream; who still comes is turned away. */
  async stop(): Promise<void> {
    this.#isStopped = true
    for (const attachment of [...this.#attachments]) attachment.close()
    await this.#unsubscribe?.()
    this.#unsubscribe = null
  }

  /** Where the history stands: take it before reading rows for a page, and the stream from here on completes that page. */
  cursor(): string {
    return formatPosition({ epoch: this.#epoch, seq: this.#seq })
  }

  get isReady(): boolean {
    return this.#epoch !== '' && this.#loading === null
  }

  /** No stream can be served: on the way out, or cut off from the news. */
  get isClosed(): boolean {
    return this.#isStopped || this.#isDown
  }

  get attachedCount(): number {
    return this.#attachments.size
  }

  get size(): number {
    return this.#newest.size
  }

  /** A browser joins: with a known `since` it gets only what it missed, else one snapshot; then changes as they come. */
  attach(actor: Actor, since: string | null, sink: Sink): Attachment {
    const attachment = new Attachment(this, actor, sink, () => this.#attachments.delete(attachment))
    const position = parsePosition(since)
    if (position && this.isReady && position.epoch === this.#epoch && this.canResume(actor, position.seq)) {
      attachment.resumeFrom(position.seq)
    }
    this.#attachments.add(attachment)
    if (this.isClosed) attachment.close()
    else attachment.pump()
    return attachment
  }

  /** True when every change after `seq` is still remembered and none of them moved a thing between scopes. */
  canResume(actor: Actor, seq: number): boolean {
    if (seq > this.#seq || seq < this.#firstSeq - 1) return false
    return isUnscoped(actor) || seq >= this.#scopeChangedAt
  }

  get seq(): number {
    return this.#seq
  }

  /** The change numbered `seq`, unless a newer one for the same thing replaced it. */
  changeAt(seq: number): Entry | null {
    const entry = this.#history[seq % this.#historyLimit]
    return entry?.seq === seq && this.#newest.get(entry.key) === entry ? entry : null
  }

  newest(): Iterable<Entry> {
    return this.#newest.values()
  }

  #goDown(): void {
    this.#isDown = true
    for (const attachment of [...this.#attachments]) attachment.close()
  }

  #comeBack(): void {
    this.#isDown = false
    this.#reload()
  }

  #take(scoped: ScopedEvent): void {
    if (!this.isReady) {
      this.#waiting.set(eventKey(scoped.event), scoped)
      return
    }
    this.#remember(scoped)
    this.#scheduleFlush()
  }

  #remember(scoped: ScopedEvent): void {
    const key = eventKey(scoped.event)
    const seq = ++this.#seq
    const before = this.#newest.get(key)
    if (before && (before.scoped.siteId !== scoped.siteId || before.scoped.customerId !== scoped.customerId)) {
      this.#scopeChangedAt = seq
      for (const attachment of this.#attachments) attachment.scopeChanged()
    }
    const entry = { seq, key, scoped, frame: deltaFrame(formatPosition({ epoch: this.#epoch, seq }), scoped.event) }
    this.#newest.set(key, entry)
    this.#history[seq % this.#historyLimit] = entry
    if (seq - this.#firstSeq >= this.#historyLimit) this.#firstSeq = seq - this.#historyLimit + 1
  }

  /** Changes of one tick leave together. */
  #scheduleFlush(): void {
    if (this.#isFlushScheduled) return
    this.#isFlushScheduled = true
    setImmediate(() => {
      this.#isFlushScheduled = false
      for (const attachment of this.#attachments) attachment.pump()
    })
  }

  #reload(): void {
    this.#epoch = '' // what we have may be wrong: say nothing until it is right again
    if (this.#loading) this.#needsAnotherLoad = true
    else this.#load().catch(() => this.#retryLater())
  }

  #retryLater(): void {
    setTimeout(() => this.#reload(), 2000).unref()
  }

  #load(): Promise<void> {
    this.#loading = this.#loadOnce().finally(() => {
      this.#loading = null
      for (const attachment of this.#attachments) attachment.pump()
      if (this.#needsAnotherLoad) {
        this.#needsAnotherLoad = false
        this.#reload()
      }
    })
    return this.#loading
  }

  async #loadOnce(): Promise<void> {
    const snapshot = await this.#options.loadSnapshot()
    this.#epoch = this.#options.newEpoch()
    this.#seq = 0
    this.#firstSeq = 1
    this.#scopeChangedAt = 0
    this.#newest.clear()
    this.#history = []
    for (const attachment of this.#attachments) attachment.startOver()
    for (const scoped of snapshot) {
      this.#newest.set(eventKey(scoped.event), { seq: 0, key: eventKey(scoped.event), scoped, frame: '' })
    }
    for (const scoped of this.#waiting.values()) this.#remember(scoped)
    this.#waiting.clear()
  }

  /** Call about once a minute. */
  forgetFinished(): void {
    const before = new Date(
      this.#options.clock().getTime() - (this.#options.forgetAfterMs ?? 15 * MINUTE_MS),
    ).toISOString()
    for (const [key, entry] of this.#newest) {
      if (!isFinishedBefore(entry.scoped.event, before)) continue
      this.#newest.delete(key)
      // Who has not heard of its end yet cannot be told by changes any more.
      this.#firstSeq = Math.max(this.#firstSeq, entry.seq + 1)
    }
  }
}
