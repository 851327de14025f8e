import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Day, Job } from '@/lib/field/job'
import type { SyncResult } from '@/lib/field/sync'
import type { QueuedEntry } from '@/lib/field/tablet/outbox'
import type { NewWorkEntry, WorkEntry } from '@/lib/field/work-entry'
import { ApiError, type FieldApi } from './field-api'
import { FieldStore } from './field-store'
import type { TabletStorage } from './storage'

const FILE = 'f'.repeat(64)
const day = (over: Partial<Day> = {}): Day => ({
  takenAt: '2026-11-20T08:00:00.000Z',
  user: { id: '7', name: 'Anna' },
  jobs: [{ id: '1', position: 0 } as Job],
  ...over,
})
const note = (text: string): NewWorkEntry => ({ kind: 'note', detail: { text }, file: null, workOrderId: '1' })
const photo = (): NewWorkEntry => ({
  kind: 'photo',
  detail: { width: 1, height: 1, caption: '' },
  file: FILE,
  workOrderId: '1',
})

/** What is on the disk: it stays when the page goes. */
class Disk implements TabletStorage {
  day: Day | null = null
  readonly queue = new Map<string, QueuedEntry>()
  readonly files = new Map<string, Blob>()
  isFull = false
  readDay = async () => this.day
  writeDay = async (fresh: Day) => {
    this.day = fresh
  }
  readQueue = async () => [...this.queue.values()]
  add = async (queued: QueuedEntry, file: Blob | null) => {
    if (this.isFull) throw new Error('QuotaExceededError')
    this.queue.set(queued.entry.id, queued)
    if (file && queued.entry.file) this.files.set(queued.entry.file, file)
  }
  change = async (changed: readonly QueuedEntry[]) => {
    for (const queued of changed) this.queue.set(queued.entry.id, queued)
  }
  remove = async (ids: readonly string[], files: readonly string[]) => {
    for (const id of ids) this.queue.delete(id)
    for (const file of files) this.files.delete(file)
  }
  readFile = async (sha256: string) => this.files.get(sha256) ?? null
}

/** A server, and the network to it. */
class Server implements FieldApi {
  network: 'up' | 'down' | 'answers-lost' | 'signed-out' = 'up'
  readonly stored: WorkEntry[] = []
  readonly files = new Set<string>()
  arranged: readonly string[] = []
  requests = 0
  answerTo = (entry: WorkEntry): SyncResult =>
    entry.file !== null && !this.files.has(entry.file)
      ? { id: entry.id, outcome: 'needs-file' }
      : { id: entry.id, outcome: 'stored', conflict: null }

  async #through<Answer>(act: () => Answer): Promise<Answer> {
    this.requests += 1
    if (this.network === 'down') throw new ApiError('unreachable')
    if (this.network === 'signed-out') throw new ApiError('signed-out')
    const answer = act()
    if (this.network === 'answers-lost') throw new ApiError('unreachable')
    return answer
  }
  day = () => this.#through(() => day({ takenAt: new Date(Date.UTC(2026, 10, 20, 9, 0, this.requests)).toISOString() }))
  job = (id: string) => this.#through(() => ({ id }) as Job)
  sync: FieldApi['sync'] = ({ entries }) =>
    this.#through(() =>
      (entries as unknown as WorkEntry[]).map((entry) => {
        const result = this.answerTo(entry)
        if (result.outcome === 'stored' && !this.stored.some(({ id }) => id === entry.id)) this.stored.push(entry)
        return result
      }),
    )
  upload = (sha256: string) =>
    this.#through(() => {
      this.files.add(sha256)
    })
  arrange = (ids: readonly string[]) =>
    this.#through(() => {
      this.arranged = ids
    })
  test = () => this.#through(() => undefined)
  seeConflicts = () => this.#through(() => undefined)
}

let made = 0
const stores: FieldStore[] = []
function tablet(disk: Disk, server: Server, first = day()) {
  const store = new FieldStore(first, {
    storage: disk,
    api: server,
    now: () => new Date(Date.UTC(2026, 10, 20, 8, 0, made)),
    newId: () => `id-${++made}`,
    alone: (act) => act(),
  })
  stores.push(store)
  return store
}
afterEach(() => {
  for (const store of stores.splice(0)) store.close()
  vi.useRealTimers()
})
const texts = (entries: readonly WorkEntry[]) => entries.map(({ detail }) => (detail as { text: string }).text)
const settled = (store: FieldStore) => vi.waitFor(() => expect(store.getState().isSyncing).toBe(false))

describe('a tablet without network', () => {
  it('keeps what is done over a restart, and sends it once and in order when the network is back', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const [disk, server] = [new Disk(), new Server()]
    server.network = 'down'
    const before = tablet(disk, server)
    await before.open()
    for (const text of ['a', 'b', 'c']) await before.add(note(text))
    await settled(before)
    expect(before.getState()).toMatchObject({ link: 'unreachable', queue: { length: 3 } })
    before.close()

    const after = tablet(disk, server)
    await after.open()
    expect(after.getState().queue).toHaveLength(3)
    await after.add(note('d'))
    server.network = 'up'
    await after.sync()
    await settled(after)
    expect(texts(server.stored)).toEqual(['a', 'b', 'c', 'd'])
    expect(after.getState()).toMatchObject({ link: 'online', queue: [] })
    expect(disk.queue.size).toBe(0)
  })

  it('asks again by itself', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const [disk, server] = [new Disk(), new Server()]
    server.network = 'down'
    const store = tablet(disk, server)
    await store.open()
    await store.add(note('a'))
    await settled(store)
    server.network = 'up'
    await vi.advanceTimersByTimeAsync(300_000)
    await settled(store)
    expect(texts(server.stored)).toEqual(['a'])
  })

  it('whose answers are lost keeps all, and the server has each once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const [disk, server] = [new Disk(), new Server()]
    server.network = 'answers-lost'
    const store = tablet(disk, server)
    await store.open()
    await store.add(note('a'))
    await store.add(note('b'))
    await settled(store)
    expect(store.getState().queue).toHaveLength(2)
    server.network = 'up'
    await store.sync()
    expect(texts(server.stored)).toEqual(['a', 'b'])
    expect(store.getState().queue).toEqual([])
  })
})

it('a photo goes up before its entry, and once more when the server has lost it', async () => {
  const [disk, server] = [new Disk(), new Server()]
  const store = tablet(disk, server)
  await store.open()
  server.network = 'down'
  await store.add(photo(), new Blob(['jpeg']))
  await settled(store)
  store.close()
  // After a restart nobody knows whether it went up: the server says.
  server.network = 'up'
  const again = tablet(disk, server)
  await again.open()
  expect([...server.files]).toEqual([FILE])
  expect(server.stored.map(({ file }) => file)).toEqual([FILE])
  expect(disk.files.size).toBe(0)
})

it('a photo that does not get up holds up nothing that is small', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const [disk, server] = [new Disk(), new Server()]
  const store = tablet(disk, server)
  await store.open()
  server.upload = async () => {
    throw new ApiError('unreachable')
  }
  await store.add(photo(), new Blob(['jpeg']))
  await store.add(note('after'))
  await settled(store)
  await store.sync()
  expect(texts(server.stored)).toEqual(['after'])
  expect(store.getState().queue.map(({ entry }) => entry.kind)).toContain('photo')
})

it('a photo the server will never take is said, and its entry waits for a person', async () => {
  const [disk, server] = [new Disk(), new Server()]
  const store = tablet(disk, server)
  await store.open()
  server.upload = async () => {
    throw new ApiError('refused')
  }
  await store.add(photo(), new Blob(['jpeg']))
  await settled(store)
  await store.sync()
  expect(store.getState().queue).toMatchObject([{ refused: 'file-refused' }])
})

it('another’s work is not sent under this sign-in, and waits', async () => {
  const [disk, server] = [new Disk(), new Server()]
  server.network = 'down'
  const anna = tablet(disk, server)
  await anna.open()
  await anna.add(note('annas'))
  await settled(anna)
  anna.close()
  server.network = 'up'
  const bo = tablet(disk, server, day({ user: { id: '8', name: 'Bo' } }))
  await bo.open()
  expect(bo.getState()).toMatchObject({ queue: [], othersQueued: 1 })
  expect(server.stored).toEqual([])
  bo.close()
  await tablet(disk, server).open()
  expect(texts(server.stored)).toEqual(['annas'])
})

it('signed out, it says so and keeps all', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const [disk, server] = [new Disk(), new Server()]
  server.network = 'signed-out'
  const store = tablet(disk, server)
  await store.open()
  await store.add(note('a'))
  await settled(store)
  expect(store.getState()).toMatchObject({ link: 'signed-out', queue: { length: 1 } })
})

it('what the server refuses holds up nothing, and stays until the person deals with it', async () => {
  const [disk, server] = [new Disk(), new Server()]
  const store = tablet(disk, server)
  await store.open()
  server.network = 'down'
  await store.add(note('odd'))
  await store.add(note('good'))
  await settled(store)
  server.network = 'up'
  const honest = server.answerTo
  server.answerTo = (entry) =>
    texts([entry])[0] === 'odd' ? { id: entry.id, outcome: 'refused', reason: 'invalid' } : honest(entry)
  await store.sync()
  expect(texts(server.stored)).toEqual(['good'])
  const [odd] = store.getState().queue
  expect(odd).toMatchObject({ refused: 'invalid' })
  server.answerTo = honest
  await store.retry(odd?.entry.id ?? '')
  expect(texts(server.stored)).toEqual(['good', 'odd'])
  expect(store.getState().queue).toEqual([])
})

it('a tablet that is full says so instead of pretending', async () => {
  const [disk, server] = [new Disk(), new Server()]
  const store = tablet(disk, server)
  await store.open()
  disk.isFull = true
  await expect(store.add(note('a'))).rejects.toThrow('QuotaExceededError')
  expect(store.getState()).toMatchObject({ storageFault: 'QuotaExceededError', queue: [] })
})

it('the order of the day holds without network, and the server hears of it later', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const [disk, server] = [new Disk(), new Server()]
  server.network = 'down'
  const store = tablet(disk, server)
  await store.open()
  await store.arrange(['1'])
  await settled(store)
  expect(store.getState().day.jobs[0]?.position).toBe(1)
  server.network = 'up'
  await store.sync()
  expect(server.arranged).toEqual(['1'])
  expect(store.getState().day.arranged).toBeUndefined()
})
