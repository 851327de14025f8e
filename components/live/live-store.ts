import { applyEvents, EMPTY_LIVE_STATE, forgetFinished, type LiveState } from '@/lib/live/apply'
import type { LiveEvent } from '@/lib/live/events'
import type { SnapshotPart } from '@/lib/live/frame'

/** What a component can watch: one thing (`station:SE-1`) or all of a kind. */
export type WatchKey = string | 'stations' | 'sessions' | 'commands' | 'faults' | 'connection'

export interface ConnectionState {
  /** reconnecting: down for a moment, trying; stale: down so long that what is shown may be wrong. */
  readonly phase: 'connecting' | 'live' | 'reconnecting' | 'stale'
  /** When the phase's trouble began, epoch ms; for live and connecting when it was reached. */
  readonly since: number
}

const KIND_OF: Record<string, WatchKey> = {
  station: 'stations',
  session: 'sessions',
  command: 'commands',
  fault: 'faults',
}

/** The browser's copy of the live state. Only what watches a changed key is told. */
export class LiveStore {
  state: LiveState = EMPTY_LIVE_STATE
  connection: ConnectionState = { phase: 'connecting', since: Date.now() }
  /** True once a whole snapshot came: then what is not in the state does not exist. Before that only changes are known. */
  isComplete = false
  readonly #watchers = new Map<WatchKey, Set<() => void>>()
  #queue: LiveEvent[] = []
  #parts: LiveEvent[] = []
  #cancelFlush: (() => void) | null = null

  constructor(private readonly schedule: (flush: () => void) => () => void = scheduleFrame) {}

  watch(key: WatchKey, listener: () => void): () => void {
    const watchers = this.#watchers.get(key) ?? new Set()
    this.#watchers.set(key, watchers.add(listener))
    return () => {
      watchers.delete(listener)
      if (watchers.size === 0) this.#watchers.delete(key)
    }
  }

  /** Events are gathered and applied once per frame, however many come. */
  take(event: LiveEvent): void {
    this.#queue.push(event)
    this.#cancelFlush ??= this.schedule(() => this.flush())
  }

  /** A snapshot replaces everything once its last part is here. */
  takeSnapshot({ part, parts, events }: SnapshotPart): void {
    if (part === 0) this.#parts = []
    this.#parts.push(...events)
    if (part < parts - 1) return
    this.flush()
    this.state = applyEvents(EMPTY_LIVE_STATE, this.#parts).state
    this.#parts = []
    this.isComplete = true
    for (const [key, listeners] of this.#watchers)
      if (key !== 'connection') for (const listener of listeners) listener()
  }

  flush(): void {
    this.#cancelFlush?.()
    this.#cancelFlush = null
    if (this.#queue.length === 0) return
    const { state, changed } = applyEvents(this.state, this.#queue)
    this.#queue = []
    this.state = state
    this.#tell(changed)
  }

  forgetFinished(before: string): void {
    const { state, changed } = forgetFinished(this.state, before)
    this.state = state
    this.#tell(changed)
  }

  setConnection(connection: ConnectionState): void {
    if (connection.phase === this.connection.phase && connection.since === this.connection.since) return
    this.connection = connection
    this.#tell(['connection'])
  }

  #tell(changed: Iterable<string>): void {
    const kinds = new Set<WatchKey>()
    for (const key of new Set(changed)) {
      const kind = KIND_OF[key.slice(0, key.indexOf(':'))]
      if (kind) kinds.add(kind)
      for (const listener of this.#watchers.get(key) ?? []) listener()
    }
    for (const kind of kinds) for (const listener of this.#watchers.get(kind) ?? []) listener()
  }
}

/** The next frame, or a second later where no frames are drawn (a hidden tab). */
function scheduleFrame(flush: () => void): () => void {
  const frame = requestAnimationFrame(flush)
  const timer = setTimeout(flush, 1000)
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}
