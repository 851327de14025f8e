import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { stationEvent } from '@/lib/live/testing/events'
import { type EventStream, LiveConnection } from './live-connection'
import { LiveStore } from './live-store'

class FakeStream implements EventStream {
  readonly listeners = new Map<string, ((event: MessageEvent<string>) => void)[]>()
  isClosed = false
  constructor(readonly url: string) {}
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void) {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener])
  }
  close() {
    this.isClosed = true
  }
  say(type: string, data: unknown, lastEventId = '') {
    for (const listener of this.listeners.get(type) ?? []) {
      listener({ data: JSON.stringify(data), lastEventId } as MessageEvent<string>)
    }
  }
}

let streams: FakeStream[]
let store: LiveStore
let connection: LiveConnection
const last = () => streams.at(-1) as FakeStream
const connect = (since: string | null = null) => {
  connection = new LiveConnection(store, since, (url) => {
    streams.push(new FakeStream(url))
    return last()
  })
  connection.connect()
}

beforeEach(() => {
  vi.useFakeTimers()
  streams = []
  store = new LiveStore((flush) => {
    flush()
    return () => {}
  })
})
afterEach(() => {
  connection.close()
  vi.useRealTimers()
})

describe('the stream', () => {
  test('starts from the page’s cursor and is live at the first word', () => {
    connect('e1-5')
    expect(last().url).toBe('/api/live?since=e1-5')
    expect(store.connection.phase).toBe('connecting')
    last().say('ping', 'now')
    expect(store.connection.phase).toBe('live')
    last().say('station', stationEvent('A'), 'e1-6')
    expect(store.state.stations.has('A')).toBe(true)
  })

  test('resumes from the last id it heard', () => {
    connect()
    last().say('snapshot', { part: 0, parts: 1, events: [] }, 'e1-7')
    last().say('error', null)
    vi.advanceTimersByTime(0)
    expect(streams).toHaveLength(2)
    expect(last().url).toBe('/api/live?since=e1-7')
    expect(streams[0]?.isClosed).toBe(true)
  })

  test('that ends and resumes at once stays "live"', () => {
    connect()
    last().say('ping', 'now')
    last().say('error', null)
    vi.advanceTimersByTime(100)
    last().say('ping', 'now')
    vi.advanceTimersByTime(20_000)
    expect(store.connection.phase).toBe('live')
  })

  test('that stays away is reconnecting, then stale since it was lost, then live again', () => {
    connect()
    last().say('ping', 'now')
    const lostAt = Date.now()
    last().say('error', null)
    const failForMs = (ms: number) => {
      for (let at = 0; at < ms; at += 100) {
        vi.advanceTimersByTime(100)
        if (!last().isClosed) last().say('error', null)
      }
    }
    failForMs(3000)
    expect(store.connection).toEqual({ phase: 'reconnecting', since: lostAt })
    failForMs(13_000)
    expect(store.connection).toEqual({ phase: 'stale', since: lostAt })
    expect(streams.length).toBeLessThan(12)
    vi.advanceTimersByTime(20_000)
    last().say('ping', 'now')
    expect(store.connection.phase).toBe('live')
  })

  test('that is let in and thrown out at once is not asked for in a loop', () => {
    connect()
    for (let at = 0; at < 10_000; at += 100) {
      if (!last().isClosed) {
        last().say('ping', 'now')
        last().say('error', null)
      }
      vi.advanceTimersByTime(100)
    }
    expect(streams.length).toBeLessThan(8)
  })

  test('that falls silent is given up', () => {
    connect()
    last().say('ping', 'now')
    vi.advanceTimersByTime(41_000)
    expect(streams[0]?.isClosed).toBe(true)
    expect(streams).toHaveLength(2)
  })

  test('does not sit out the back-off when the tab comes back', () => {
    connect()
    last().say('error', null)
    vi.advanceTimersByTime(0)
    last().say('error', null)
    const before = streams.length
    connection.wake()
    expect(streams).toHaveLength(before + 1)
  })

  test('stays closed', () => {
    connect()
    connection.close()
    vi.advanceTimersByTime(120_000)
    expect(streams).toHaveLength(1)
  })
})
