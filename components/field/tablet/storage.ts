import type { Day } from '@/lib/field/job'
import type { QueuedEntry } from '@/lib/field/tablet/outbox'

/** What outlives the page, the browser and the battery. */
export interface TabletStorage {
  readDay(): Promise<Day | null>
  writeDay(day: Day): Promise<void>
  /** Everybody's who has used this tablet. */
  readQueue(): Promise<readonly QueuedEntry[]>
  /** The entry and its file, both or neither. */
  add(queued: QueuedEntry, file: Blob | null): Promise<void>
  change(queued: readonly QueuedEntry[]): Promise<void>
  /** Entries that are safe elsewhere, and files nothing waits for any more. */
  remove(ids: readonly string[], files: readonly string[]): Promise<void>
  readFile(sha256: string): Promise<Blob | null>
}

const NAME = 'laddvakt-field'
const VERSION = 1

/** In the browser's IndexedDB. */
export function indexedStorage(): TabletStorage {
  let opened: Promise<IDBDatabase> | null = null
  const database = (): Promise<IDBDatabase> => {
    opened ??= open()
    opened.catch(() => {
      opened = null
    })
    return opened
  }
  async function within<Result>(
    mode: IDBTransactionMode,
    act: (store: (name: 'kept' | 'queue' | 'files') => IDBObjectStore) => IDBRequest<Result> | null,
  ): Promise<Result | undefined> {
    const transaction = (await database()).transaction(['kept', 'queue', 'files'], mode, { durability: 'strict' })
    const request = act((name) => transaction.objectStore(name))
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request?.result)
      transaction.onabort = () => reject(transaction.error ?? new Error('The tablet could not store it.'))
    })
  }
  return {
    readDay: async () => (await within<Day>('readonly', (store) => store('kept').get('day'))) ?? null,
    writeDay: async (day) => {
      await within('readwrite', (store) => store('kept').put(day, 'day'))
    },
    readQueue: async () => (await within<QueuedEntry[]>('readonly', (store) => store('queue').getAll())) ?? [],
    add: async (queued, file) => {
      await within('readwrite', (store) => {
        if (file !== null && queued.entry.file !== null) store('files').put(file, queued.entry.file)
        return store('queue').put(queued)
      })
    },
    change: async (queued) => {
      await within('readwrite', (store) => {
        for (const one of queued) store('queue').put(one)
        return null
      })
    },
    remove: async (ids, files) => {
      await within('readwrite', (store) => {
        for (const id of ids) store('queue').delete(id)
        for (const file of files) store('files').delete(file)
        return null
      })
    },
    readFile: async (sha256) => (await within<Blob>('readonly', (store) => store('files').get(sha256))) ?? null,
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('kept')
      request.result.createObjectStore('queue', { keyPath: 'entry.id' })
      request.result.createObjectStore('files')
    }
    request.onsuccess = () => {
      // Another tab with a newer version must not wait for this one.
      request.result.onversionchange = () => request.result.close()
      resolve(request.result)
    }
    request.onerror = () => reject(request.error ?? new Error('The tablet has no room to store work.'))
  })
}
