import { describe, expect, test } from 'vitest'
import { applyEvents, EMPTY_LIVE_STATE, forgetFinished } from './apply'
import { commandEvent, sessionEvent, stationEvent } from './testing/events'

describe('applyEvents', () => {
  test('adds and replaces by id, and names what changed', () => {
    const first = applyEvents(EMPTY_LIVE_STATE, [stationEvent('A'), stationEvent('B'), sessionEvent('1')])
    const second = applyEvents(first.state, [stationEvent('A', { online: false }), commandEvent('9')])
    expect([...second.changed]).toEqual(['station:A', 'command:9'])
    expect(second.state.stations.get('A')?.online).toBe(false)
    expect(second.state.stations.get('B')?.online).toBe(true)
    expect(second.state.sessions).toBe(first.state.sessions)
    expect(first.state.stations.get('A')?.online).toBe(true)
  })

  test('the last event of a batch wins, and a replay changes nothing', () => {
    const events = [stationEvent('A', { online: false }), stationEvent('A')]
    const once = applyEvents(EMPTY_LIVE_STATE, events).state
    const twice = applyEvents(once, events).state
    expect(twice).toEqual(once)
    expect(once.stations.get('A')?.online).toBe(true)
  })

  test('no events, same state', () => {
    expect(applyEvents(EMPTY_LIVE_STATE, []).state).toBe(EMPTY_LIVE_STATE)
  })

  test('a frame of 500 changes among 10 000 stations takes a few milliseconds', () => {
    const all = Array.from({ length: 10_000 }, (_, i) => stationEvent(`S${i}`))
    const { state } = applyEvents(EMPTY_LIVE_STATE, all)
    const startedAt = performance.now()
    for (let round = 0; round < 20; round++) applyEvents(state, all.slice(round * 500, (round + 1) * 500))
    expect((performance.now() - startedAt) / 20).toBeLessThan(16)
  })
})

describe('forgetFinished', () => {
  test('ended sessions and old commands leave, open ones stay', () => {
    const { state } = applyEvents(EMPTY_LIVE_STATE, [
      sessionEvent('old', { status: 'ended', endedAt: '2026-01-01T10:00:00.000Z' }),
      sessionEvent('fresh', { status: 'ended', endedAt: '2026-01-01T12:00:00.000Z' }),
      sessionEvent('open'),
      commandEvent('old', { queuedAt: '2026-01-01T10:00:00.000Z' }),
    ])
    const { state: after, changed } = forgetFinished(state, '2026-01-01T11:00:00.000Z')
    expect([...after.sessions.keys()]).toEqual(['fresh', 'open'])
    expect([...changed]).toEqual(['session:old', 'command:old'])
    expect(forgetFinished(after, '2026-01-01T11:00:00.000Z').state).toBe(after)
  })
})
