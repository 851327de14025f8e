import type { Day } from '@/lib/field/job'
import { mergeDay, withJob } from '@/lib/field/tablet/merge-day'
import { filesToSend, nextToSend, type QueuedEntry, settle, waitAfter } from '@/lib/field/tablet/outbox'
import type { NewWorkEntry, WorkEntry } from '@/lib/field/work-entry'
import { ApiError, type FieldApi, type TestRequest } from './field-api'
import type { TabletStorage } from './storage'

/** What the page draws from; a new object whenever something has changed. */
export interface FieldState {
  readonly day: Day
  /** Of whose tablet this is now. */
  readonly queue: readonly QueuedEntry[]
  /** What others who used this tablet have not sent: it waits for them to sign in. */
  readonly othersQueued: number
  readonly link: 'unknown' | 'online' | 'unreachable' | 'signed-out' | 'failing'
  readonly isSyncing: boolean
  /** When the server last said how the day stands. */
  readonly syncedAt: string | null
  /** The tablet could not keep what was done: the one thing that must be said loudly. */
  readonly storageFault: string | null
}

interface Surroundings {
  readonly storage: TabletStorage
  readonly api: FieldApi
  readonly now: () => Date
  readonly newId: () => string
  /** Only one tab syncs at a time. */
  readonly alone: (act: () => Promise<void>) => Promise<void>
}

/**
 * The tablet's memory: what the server said, what is done and not yet sent, and the sending. Everything done is stored here before
 * the page says so; it leaves only when the server has it.
 */
export class FieldStore {
  #state: FieldState
  #failures = 0
  #order = 0
  #isWanted = false
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Files the server is known not to have. */
  readonly #missing = new Set<string>()
  readonly #listeners = new Set<() => void>()
  readonly #around: Surroundings

  constructor(first: Day, around: Surroundings) {
    this.#around = around
    this.#state = {
      day: first,
      queue: [],
      othersQueued: 0,
      link: 'unknown',
      isSyncing: false,
      syncedAt: first.takenAt,
      storageFault: null,
    }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  readonly getState = (): FieldState => this.#state

  /** Brings back what the tablet kept, then asks the server. */
  async open(): Promise<void> {
    try {
      await this.#readQueue()
      const kept = await this.#around.storage.readDay()
      await this.#setDay(mergeDay(kept, this.#state.day, this.#state.queue))
    } catch (error) {
      this.#set({ storageFault: messageOf(error) })
    }
    await this.sync()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#listeners.clear()
  }

  /** Something was done. Resolves when it is stored on the tablet; sending goes on by itself. @throws what the storage throws */
  async add(said: NewWorkEntry, file: Blob | null = null): Promise<void> {
    const { newId, now, storage } = this.#around
    const entry = { ...said, id: newId(), at: now().toISOString() } as WorkEntry
    this.#order = Math.max(this.#order + 1, now().getTime())
    const queued: QueuedEntry = { entry, userId: this.#state.day.user.id, order: this.#order, refused: null }
    try {
      await storage.add(queued, file)
    } catch (error) {
      this.#set({ storageFault: messageOf(error) })
      throw error
    }
    if (file !== null && entry.file !== null) this.#missing.add(entry.file)
    this.#set({ queue: [...this.#state.queue, queued] })
    void this.sync()
  }

  /** Sends what waits and reads the day anew. Called as often as anybody likes. */
  async sync(): Promise<void> {
    if (this.#state.isSyncing) {
      this.#isWanted = true
      return
    }
    clearTimeout(this.#timer)
    this.#set({ isSyncing: true })
    try {
      await this.#around.alone(() => this.#exchange())
    } catch (error) {
      this.#failed(error)
    } finally {
      this.#set({ isSyncing: false })
    }
    if (this.#isWanted) {
      this.#isWanted = false
      return this.sync()
    }
  }

  /** Asks again after a while; the page calls it when it wants to stay fresh. */
  syncIn(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.sync(), this.#failures > 0 ? Math.max(ms, waitAfter(this.#failures)) : ms)
  }

  /** One job, now. @throws ApiError */
  async refreshJob(id: string): Promise<void> {
    const job = await this.#around.api.job(id)
    await this.#setDay(withJob(this.#state.day, job))
  }

  /** Asks the station something. @throws ApiError: it is not queued, a test is about now */
  async test(request: Omit<TestRequest, 'id'>): Promise<void> {
    await this.#around.api.test({ ...request, id: this.#around.newId() })
    await this.refreshJob(request.workOrderId)
  }

  /** @throws ApiError */
  async seeConflicts(workOrderId: string): Promise<void> {
    await this.#around.api.seeConflicts(workOrderId)
    await this.sync()
  }

  /** The order of the day, on the tablet at once; the server hears of it when it can. */
  async arrange(ids: readonly string[]): Promise<void> {
    const place = new Map(ids.map((id, index) => [id, index + 1]))
    const jobs = this.#state.day.jobs.map((job) => ({ ...job, position: place.get(job.id) ?? job.position }))
    await this.#setDay({ ...this.#state.day, jobs, arranged: ids })
    void this.sync()
  }

  /** What the server will never take, tried once more or given up by the person who did it. */
  async retry(id: string): Promise<void> {
    const again = this.#state.queue
      .filter(({ entry }) => entry.id === id)
      .map((queued) => ({ ...queued, refused: null }))
    await this.#around.storage.change(again)
    await this.#readQueue()
    await this.sync()
  }

  async discard(id: string): Promise<void> {
    await this.#remove([id])
  }

  readonly readFile = (sha256: string): Promise<Blob | null> => this.#around.storage.readFile(sha256)

  async #exchange(): Promise<void> {
    const { api, storage, now } = this.#around
    await this.#readQueue()
    const done: string[] = []
    for (;;) {
      const queue = this.#state.queue.filter(({ entry }) => !done.includes(entry.id))
      const entries = nextToSend(queue, this.#state.day.user.id, (file) => !this.#missing.has(file))
      if (entries.length === 0) {
        if (await this.#uploadNext()) continue
        break
      }
      const results = await api.sync({ sentAt: now().toISOString(), entries: [...entries] })
      const settled = settle(queue, results)
      done.push(...settled.done)
      for (const file of settled.missingFiles) this.#missing.add(file)
      if (settled.refused.length > 0) {
        await storage.change(settled.refused)
        await this.#readQueue()
      }
      // An answer that names nothing of ours would be asked for ever.
      if (settled.done.length + settled.refused.length + settled.missingFiles.length === 0) throw new ApiError('failed')
    }
    const { arranged } = this.#state.day
    if (arranged) await api.arrange(arranged)
    // Only now do they leave the queue: the page goes on showing them without a gap. A day that does not come leaves them to be sent
    // once more, which changes nothing.
    const fresh = await api.day()
    const queue = this.#state.queue.filter(({ entry }) => !done.includes(entry.id))
    const isStale = this.#state.day.arranged !== arranged
    await this.#setDay(isStale ? this.#state.day : mergeDay(this.#state.day, fresh, queue))
    await this.#remove(done)
    this.#failures = 0
    this.#set({ link: 'online', syncedAt: fresh.takenAt })
  }

  /**
   * One photo, when all else is sent: it goes before the entry that names it, and a bad network that never gets it up holds up nothing
   * that is small. False when there is none.
   */
  async #uploadNext(): Promise<boolean> {
    const { api, storage } = this.#around
    const file = filesToSend(this.#state.queue, this.#state.day.user.id).find((file) => this.#missing.has(file))
    if (file === undefined) return false
    const bytes = await storage.readFile(file)
    const refused = bytes === null ? 'file-lost' : await this.#uploadOne(api, file, bytes)
    this.#missing.delete(file)
    if (refused !== null) {
      const broken = this.#state.queue.filter(({ entry }) => entry.file === file)
      await storage.change(broken.map((queued) => ({ ...queued, refused })))
      await this.#readQueue()
    }
    return true
  }

  /** Null when it is there; else why it never will be. */
  async #uploadOne(api: FieldApi, file: string, bytes: Blob): Promise<string | null> {
    try {
      await api.upload(file, bytes)
      return null
    } catch (error) {
      if (error instanceof ApiError && error.why === 'refused') return 'file-refused'
      throw error
    }
  }

  #failed(error: unknown): void {
    this.#failures += 1
    const why = error instanceof ApiError ? error.why : null
    if (why === null) this.#set({ storageFault: messageOf(error) })
    this.#set({ link: why === 'signed-out' || why === 'unreachable' ? why : 'failing' })
    this.syncIn(0)
  }

  async #readQueue(): Promise<void> {
    const all = await this.#around.storage.readQueue()
    const mine = all.filter(({ userId }) => userId === this.#state.day.user.id)
    this.#order = Math.max(this.#order, ...mine.map(({ order }) => order))
    this.#set({ queue: mine.toSorted((a, b) => a.order - b.order), othersQueued: all.length - mine.length })
  }

  async #setDay(day: Day): Promise<void> {
    this.#set({ day })
    await this.#around.storage.writeDay(day)
  }

  async #remove(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    const [gone, left] = [new Set(ids), this.#state.queue.filter(({ entry }) => !ids.includes(entry.id))]
    const needed = new Set(left.map(({ entry }) => entry.file))
    const files = this.#state.queue.flatMap(({ entry }) =>
      gone.has(entry.id) && entry.file !== null && !needed.has(entry.file) ? [entry.file] : [],
    )
    await this.#around.storage.remove(ids, files)
    await this.#readQueue()
  }

  #set(change: Partial<FieldState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
