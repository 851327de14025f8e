import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { boundedTime, correctedTime } from './corrected-time'
import { decideEntry, type Standing } from './decide-entry'
import type { WorkEntry } from './work-entry'

const T0 = new Date('2026-11-20T08:00:00Z')
const at = (minutes: number) => new Date(T0.getTime() + minutes * 60_000)

const job = (over: Partial<Standing> = {}): Standing => ({
  state: 'planned',
  stateAt: T0,
  isAssigned: true,
  isSendersToMove: true,
  needsGate: false,
  hasGate: false,
  maintenanceAt: null,
  ...over,
})

type Said = Pick<WorkEntry, 'kind' | 'detail'>
const move = (to: 'planned' | 'under-way' | 'on-site'): Said => ({ kind: 'state', detail: { to } })
const maintenance = (isOn: boolean): Said => ({ kind: 'maintenance', detail: { isOn } })
const close: Said = { kind: 'close', detail: { kind: 'probe', note: '' } }
const note: Said = { kind: 'note', detail: { text: 'Wet inside' } }

test.each<[string, Partial<Standing>, Said, number, object]>([
  ['a move of one’s own job', {}, move('under-way'), 1, { do: 'move', to: 'under-way', takes: false }],
  ['a move of a job nobody has takes it', { isAssigned: false }, move('on-site'), 1, { do: 'move', takes: true }],
  [
    'a move before what it stands as is history',
    { state: 'on-site', stateAt: at(5) },
    move('under-way'),
    1,
    { do: 'keep' },
  ],
  [
    'a move of another’s job',
    { isSendersToMove: false },
    move('on-site'),
    1,
    { do: 'conflict', conflict: 'reassigned' },
  ],
  [
    'an earlier move of a job that another has taken',
    { isSendersToMove: false, stateAt: at(5) },
    move('under-way'),
    1,
    { do: 'conflict', conflict: 'reassigned' },
  ],
  ['a move of a closed job', { state: 'done' }, move('on-site'), 1, { do: 'conflict', conflict: 'closed' }],
  ['a move of a cancelled job', { state: 'cancelled' }, move('on-site'), 1, { do: 'conflict', conflict: 'cancelled' }],
  ['a close', {}, close, 1, { do: 'close' }],
  ['a close of a closed job', { state: 'done' }, close, -1, { do: 'conflict', conflict: 'closed' }],
  ['a close of another’s', { isSendersToMove: false }, close, 1, { do: 'conflict', conflict: 'reassigned' }],
  ['a close without its gate', { needsGate: true }, close, 1, { do: 'conflict', conflict: 'no-gate' }],
  ['a close with its gate', { needsGate: true, hasGate: true }, close, 1, { do: 'close' }],
  ['what was seen is kept', {}, note, 1, { do: 'keep' }],
  ['what was seen on another’s job is kept', { isSendersToMove: false }, note, 1, { do: 'keep' }],
  ['what was seen before it was closed is kept', { state: 'done', stateAt: at(9) }, note, 8, { do: 'keep' }],
  ['what was seen after it was closed', { state: 'done' }, note, 8, { do: 'conflict', conflict: 'closed' }],
  ['what was seen after it was cancelled', { state: 'cancelled' }, note, 8, { do: 'conflict', conflict: 'cancelled' }],
  ['maintenance on', {}, maintenance(true), 1, { do: 'maintain', isOn: true }],
  ['maintenance on for a closed job', { state: 'done' }, maintenance(true), 1, { do: 'conflict', conflict: 'closed' }],
  [
    'maintenance off is never wrong',
    { state: 'done', isSendersToMove: false },
    maintenance(false),
    1,
    { do: 'maintain' },
  ],
  ['maintenance before what was said last', { maintenanceAt: at(5) }, maintenance(true), 1, { do: 'keep' }],
])('%s', (_name, over, said, minutes, expected) => {
  expect(decideEntry(job(over), said, at(minutes))).toMatchObject(expected)
})

describe('whatever comes in whatever order', () => {
  const entries = fc.array(
    fc.record({
      said: fc.constantFrom(move('planned'), move('under-way'), move('on-site'), note, maintenance(true), close),
      minutes: fc.integer({ min: -60, max: 60 }),
    }),
    { maxLength: 30 },
  )

  it('a job that is over is never moved, closed or put in maintenance again', () => {
    fc.assert(
      fc.property(entries, fc.constantFrom('done' as const, 'cancelled' as const), (said, state) => {
        for (const { said: entry, minutes } of said) {
          expect(['keep', 'conflict']).toContain(decideEntry(job({ state }), entry, at(minutes)).do)
        }
      }),
    )
  })

  it('a job stands as the latest of its moves says, in whatever order they arrive', () => {
    const moves = fc.uniqueArray(
      fc.record({
        to: fc.constantFrom('planned' as const, 'under-way' as const, 'on-site' as const),
        minutes: fc.integer({ min: 1, max: 1000 }),
      }),
      { selector: ({ minutes }) => minutes, minLength: 1, maxLength: 12 },
    )
    fc.assert(
      fc.property(moves, (said) => {
        let now = job()
        for (const { to, minutes } of said) {
          const decision = decideEntry(now, move(to), at(minutes))
          if (decision.do === 'move') now = { ...now, state: decision.to, stateAt: at(minutes) }
        }
        const latest = said.reduce((a, b) => (a.minutes > b.minutes ? a : b))
        expect(now.state).toBe(latest.to)
      }),
    )
  })
})

test('a tablet’s wrong clock is put right, and nothing is done in the future', () => {
  const now = at(100)
  expect(correctedTime(at(10), at(40), now)).toEqual(at(70))
  expect(correctedTime(at(160), at(190), now)).toEqual(at(70))
  expect(correctedTime(at(95), at(90), now)).toEqual(now)
})

test('nothing is done before its job was made or its fault opened; what was said instead is kept', () => {
  const job = { createdAt: at(10), faultOpenedAt: at(5) }
  expect(boundedTime(at(12), job)).toEqual({ at: at(12), saidAt: null })
  expect(boundedTime(at(10), job)).toEqual({ at: at(10), saidAt: null })
  expect(boundedTime(at(1), job)).toEqual({ at: at(10), saidAt: at(1) })
  expect(boundedTime(at(1), { ...job, faultOpenedAt: at(20) })).toEqual({ at: at(20), saidAt: at(1) })
  expect(boundedTime(at(1), { ...job, faultOpenedAt: null })).toEqual({ at: at(10), saidAt: at(1) })
})
