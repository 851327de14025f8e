import { describe, expect, it } from 'vitest'
import { missingEvents } from './complete-session'
import type { SessionEvent } from './session-message'
import type { SessionState } from './session-state'
import { openFlags, play } from './testing/play'
import { begin, card, clock, end, event, givenUp, lapsed, sample } from './testing/say'

const ST = 7n
const STORY: readonly SessionEvent[] = [
  event(ST, 0, 'started', 0, { chargingState: 'charging', token: card(), samples: [begin(0, 1000)] }),
  event(ST, 1, 'updated', 20, { samples: [sample(20, 4000)] }),
  event(ST, 2, 'updated', 40, { samples: [sample(40, 8000)] }),
  event(ST, 3, 'ended', 60, { chargingState: 'idle', stoppedReason: 'Local', samples: [end(60, 11_000)] }),
]
const without = (...numbers: number[]) => STORY.filter(({ seqNo }) => !numbers.includes(seqNo))
const total = ({ price }: { price: unknown }) => (price as { total?: string } | null)?.total

describe('X-1 a session is priced when it is complete', () => {
  it('waits from its end on, whatever is missing', () => {
    for (const numbers of [[0], [1], [1, 2], [0, 1, 2]]) {
      const { only, last } = play(without(...numbers))
      expect(only, String(numbers)).toMatchObject({
        status: 'ended',
        completeness: 'waiting',
        incompleteSince: clock(60),
      })
      expect(last.price).toBeNull()
      expect(openFlags(only)).toEqual([])
    }
  })

  it('is complete with the last one to come', () => {
    const { only, last } = play([...without(2), STORY[2]!])
    expect(only).toMatchObject({ completeness: 'complete', incompleteSince: null })
    expect(total(last)).toBe('40.00')
  })

  it('is complete while it runs: nobody knows yet how many there will be', () => {
    expect(play(without(1, 3)).only).toMatchObject({ status: 'active', completeness: 'complete' })
  })
})

describe('X-2 what will not come is given up', () => {
  it('and the session priced as it is, flagged with what is missing and how we know', () => {
    const { only, last } = play([...without(1, 2), givenUp(ST, 61)])
    expect(only).toMatchObject({ completeness: 'incomplete', incompleteSince: clock(60) })
    expect(total(last)).toBe('40.00')
    expect(last.raised).toEqual([{ flag: 'events-missing', detail: 'missing 1, 2 of 0 to 3; nothing more is queued' }])
  })

  it('once', () => {
    const { last } = play([...without(1), givenUp(ST, 61), givenUp(ST, 62)])
    expect(last.duplicate).toBe(true)
  })

  it('and what comes after all corrects the price and takes the flag back', () => {
    const given = [...without(2, 3), { ...STORY[3]!, samples: [] }, givenUp(ST, 61)]
    expect(total(play(given).last)).toBe('12.00')
    const { only, last } = play([...given, STORY[2]!])
    expect(only.completeness).toBe('complete')
    expect(total(last)).toBe('28.00')
    expect(openFlags(only)).toEqual([])
  })

  it('but stays priced while other parts still lack', () => {
    const { only, last } = play([...without(1, 2), givenUp(ST, 61), STORY[1]!])
    expect(only.completeness).toBe('incomplete')
    expect(total(last)).toBe('40.00')
    expect(openFlags(only)).toEqual(['events-missing'])
  })

  it('not when it is complete, or runs', () => {
    expect(play([...STORY, givenUp(ST, 61)]).last.duplicate).toBe(true)
    expect(play([...without(3), givenUp(ST, 61)]).last.duplicate).toBe(true)
  })

  it('a session closed by a rule lacks its end, and is priced', () => {
    const { only, last } = play([...without(3), lapsed(ST, 2000)])
    expect(only).toMatchObject({ status: 'ended', endedAt: clock(40), completeness: 'incomplete' })
    expect(total(last)).toBe('28.00')
  })

  it('and its end makes it complete', () => {
    const { only, last } = play([...without(3), lapsed(ST, 2000), STORY[3]!])
    expect(only).toMatchObject({ endedAt: clock(60), completeness: 'complete' })
    expect(total(last)).toBe('40.00')
    expect(openFlags(only)).toEqual([])
  })
})

describe('X-3 numbers', () => {
  const numbered = (...names: string[]): SessionState => ({ ...play(STORY).only, events: new Set(names) })

  it.each([
    [['0:started', '1:updated', '2:ended'], null],
    [['0:started', '3:ended'], 'missing 1, 2 of 0 to 3'],
    [['1:started', '2:updated', '3:ended'], null],
    [['4000:started', '4002:ended'], 'missing 4001 of 4000 to 4002'],
    [['1:updated', '2:ended'], 'the first event is missing'],
    [['0:started', '1:updated'], null], // not over: nobody knows
    [['0:started', '1764000000:updated', '1764000600:ended'], null], // numbered by us, because the station forgot
  ])('%j lack: %s', (names, lack) => {
    expect(missingEvents(numbered(...names))).toBe(lack)
  })

  it('of a counter that runs on may be with another transaction of the station', () => {
    const session = numbered('40:started', '43:ended')
    expect(missingEvents({ ...session, numbersElsewhere: new Set([41, 42]) })).toBeNull()
    expect(missingEvents({ ...session, numbersElsewhere: new Set([42]) })).toBe('missing 41 of 40 to 43')
  })

  it('that never change do not hide what is new', () => {
    const { only } = play(STORY.map((said) => ({ ...said, seqNo: 0 })))
    expect(only.energyWh.toNumber()).toBe(10_000)
    expect(only).toMatchObject({ completeness: 'complete', endedAt: clock(60) })
  })
})

describe('X-4 a session closed by a rule', () => {
  const resumed = event(ST, 3, 'updated', 90, {
    trigger: 'TxResumed',
    chargingState: 'charging',
    samples: [sample(90, 9000)],
  })

  it('runs again when something later is heard of it', () => {
    const { only, last } = play([...without(3), lapsed(ST, 80), resumed])
    expect(only).toMatchObject({ status: 'active', endedAt: null, stopReason: null, completeness: 'complete' })
    expect(last.takenBack).toEqual(['closed-by-rule'])
    expect(only.energyWh.toNumber()).toBe(8000)
  })

  it('and ends once, with all its energy', () => {
    const ended = event(ST, 4, 'ended', 120, { chargingState: 'idle', samples: [end(120, 12_000)] })
    const { only, last } = play([...without(3), lapsed(ST, 80), resumed, ended])
    expect(only).toMatchObject({ status: 'ended', endedAt: clock(120), completeness: 'complete' })
    expect(total(last)).toBe('44.00')
    expect(openFlags(only)).toEqual([])
  })

  it('stays closed for what is only late', () => {
    const late = event(ST, 3, 'updated', 30, { samples: [sample(30, 6000)] })
    expect(play([...without(3), lapsed(ST, 80), late]).only.status).toBe('ended')
  })
})
