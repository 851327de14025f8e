import { beforeEach, describe, expect, test, vi } from 'vitest'
import { commandEvent, sessionEvent, stationEvent } from '@/lib/live/testing/events'
import { LiveStore } from './live-store'

let frame: (() => void) | null
let store: LiveStore
beforeEach(() => {
  frame = null
  store = new LiveStore((flush) => {
    frame = flush
    return () => {
      frame = null
    }
  })
})
const watched = (key: string) => {
  const listener = vi.fn()
  store.watch(key, listener)
  return listener
}

describe('changes', () => {
  test('are applied once per frame and tell only who watches them', () => {
    const [a, b, stations, sessions] = ['station:A', 'station:B', 'stations', 'sessions'].map(watched)
    store.take(stationEvent('A', { firmware: '1' }))
    store.take(stationEvent('A', { firmware: '2' }))
    expect(store.state.stations.size).toBe(0)
    frame?.()
    expect(store.state.stations.get('A')?.firmware).toBe('2')
    expect([a, b, stations, sessions].map((listener) => listener?.mock.calls.length)).toEqual([1, 0, 1, 0])
  })

  test('reach nobody who stopped watching', () => {
    const listener = vi.fn()
    store.watch('station:A', listener)()
    store.take(stationEvent('A'))
    frame?.()
    expect(listener).not.toHaveBeenCalled()
  })
})

describe('a snapshot', () => {
  test('replaces everything when its last part is here, and tells of what is gone', () => {
    store.take(stationEvent('gone'))
    frame?.()
    const [gone, fresh, sessions] = ['station:gone', 'station:A', 'sessions'].map(watched)
    store.takeSnapshot({ part: 0, parts: 2, events: [stationEvent('A')] })
    expect(store.state.stations.has('gone')).toBe(true)
    expect(store.isComplete).toBe(false)
    store.takeSnapshot({ part: 1, parts: 2, events: [sessionEvent('1')] })
    expect([...store.state.stations.keys()]).toEqual(['A'])
    expect(store.isComplete).toBe(true)
    expect([gone, fresh, sessions].map((listener) => listener?.mock.calls.length)).toEqual([1, 1, 1])
  })

  test('half of one that was cut off is thrown away by the next', () => {
    store.takeSnapshot({ part: 0, parts: 2, events: [stationEvent('A')] })
    store.takeSnapshot({ part: 0, parts: 1, events: [stationEvent('B')] })
    expect([...store.state.stations.keys()]).toEqual(['B'])
  })

  test('what came before it in the queue does not outlive it', () => {
    store.take(commandEvent('1'))
    store.takeSnapshot({ part: 0, parts: 1, events: [] })
    expect(frame).toBeNull()
    expect(store.state.commands.size).toBe(0)
  })
})

test('finished things leave and their watchers are told', () => {
  store.take(sessionEvent('1', { status: 'ended', endedAt: '2026-01-01T10:00:00.000Z' }))
  frame?.()
  const sessions = watched('sessions')
  store.forgetFinished('2026-01-01T11:00:00.000Z')
  expect(store.state.sessions.size).toBe(0)
  expect(sessions).toHaveBeenCalledTimes(1)
})
