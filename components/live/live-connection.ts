import type { LiveEvent } from '@/lib/live/events'
import type { LiveStore } from './live-store'

/** Two heartbeats and a half without a word: the connection is dead even if the browser does not know. */
const SILENCE_MS = 40_000
/** A stream that ends and resumes within this is not worth a word. */
const QUIET_MS = 2_000
const STALE_MS = 15_000
/** A stream that ends sooner than this was no success: a server that lets in and throws out at once is not asked in a loop. */
const STEADY_MS = 5_000
const RETRY_MS = [0, 500, 1_000, 2_000, 4_000, 8_000, 15_000]

export interface EventStream {
  close(): void
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void
}

/**
 * Keeps one stream open: resumes from the last id, backs off while the server is away, tries at once when the network or the tab
 * comes back. The store is told how it stands.
 */
export class LiveConnection {
  #stream: EventStream | null = null
  #lastId: string | null
  #attempt = 0
  #openedAt = 0
  #downSince: number | null = null
  #retry: ReturnType<typeof setTimeout> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined
  #worse: ReturnType<typeof setTimeout>[] = []
  #isClosed = false

  constructor(
    private readonly store: LiveStore,
    since: string | null,
    private readonly open: (url: string) => EventStream = (url) => new EventSource(url),
  ) {
    this.#lastId = since
  }

  connect(): void {
    if (this.#isClosed) return
    clearTimeout(this.#retry)
    this.#stream?.close()
    this.#openedAt = Date.now()
    const stream = this.open(this.#lastId ? `/api/live?since=${encodeURIComponent(this.#lastId)}` : '/api/live')
    this.#stream = stream
    stream.addEventListener('error', () => this.#stream === stream && this.#lost())
    const on = (type: string, take: (data: string) => void) =>
      stream.addEventListener(type, (message) => {
        if (this.#stream !== stream) return
        this.#heard()
        take(message.data)
        if (message.lastEventId) this.#lastId = message.lastEventId
      })
    on('ping', () => {})
    on('snapshot', (data) => this.store.takeSnapshot(JSON.parse(data)))
    for (const type of ['station', 'session', 'command', 'fault'])
      on(type, (data) => this.store.take(JSON.parse(data) as LiveEvent))
    this.#listenForSilence()
  }

  /** The network or the tab is back: do not sit out the back-off. */
  wake(): void {
    if (this.#downSince !== null) {
      this.#attempt = 0
      this.connect()
    }
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#retry)
    clearTimeout(this.#silence)
    for (const timer of this.#worse) clearTimeout(timer)
    this.#stream?.close()
    this.#stream = null
  }

  #heard(): void {
    this.#listenForSilence()
    if (this.#downSince === null && this.store.connection.phase === 'live') return
    this.#downSince = null
    for (const timer of this.#worse) clearTimeout(timer)
    this.store.setConnection({ phase: 'live', since: Date.now() })
  }

  #lost(): void {
    this.#stream?.close()
    this.#stream = null
    if (Date.now() - this.#openedAt >= STEADY_MS) this.#attempt = 0
    if (this.#downSince === null) {
      const since = Date.now()
      this.#downSince = since
      this.#worse = [
        setTimeout(() => this.store.setConnection({ phase: 'reconnecting', since }), QUIET_MS),
        setTimeout(() => this.store.setConnection({ phase: 'stale', since }), STALE_MS),
      ]
    }
    const wait = RETRY_MS[Math.min(this.#attempt++, RETRY_MS.length - 1)] as number
    this.#retry = setTimeout(() => this.connect(), wait * (0.75 + Math.random() / 2))
  }

  #listenForSilence(): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => this.#lost(), SILENCE_MS)
  }
}
