import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LocalEntry, marked } from './local-entry'
import { type HeldList, planUpdate } from './plan-update'

const entry = (value: string, over: Partial<Omit<LocalEntry, 'mark'>> = {}): LocalEntry =>
  marked({
    folded: value.toUpperCase(),
    value,
    type: 'rfid',
    active: true,
    expiresAt: null,
    groupName: null,
    ...over,
  })
const marksOf = (entries: readonly LocalEntry[]) => Object.fromEntries(entries.map((one) => [one.folded, one.mark]))
const held = (entries: readonly LocalEntry[], version = 7): HeldList => ({
  version,
  marks: marksOf(entries),
  isKnown: true,
})
const WIDE = { items: 100, bytes: null }
const [a, b, c] = [entry('A'), entry('B'), entry('C')]

describe('O-2 what a station is sent', () => {
  it('is nothing when it holds what it should', () => {
    expect(planUpdate(held([a, b]), [b, a], WIDE, 'changes')).toEqual([])
  })

  it('is the difference, under the next version: what is new or another, and what must go', () => {
    const changed = entry('B', { active: false })
    const [page, ...more] = planUpdate(held([a, b]), [changed, c], WIDE, 'changes')
    expect(more).toEqual([])
    expect(page).toMatchObject({
      version: 8,
      isFull: false,
      put: [changed, c],
      remove: [{ folded: 'A', type: 'rfid' }],
    })
    expect(page!.marks).toEqual(marksOf([changed, c]))
  })

  it.each([
    ['asked for', held([a]), 'full'],
    ['nobody knows what it holds', { ...held([a]), isKnown: false }, 'changes'],
  ] as const)('is the whole list when %s', (_why, state, how) => {
    expect(planUpdate(state, [a, b], WIDE, how)).toMatchObject([{ version: 8, isFull: true, put: [a, b], remove: [] }])
  })

  it('is the whole list when that takes fewer messages than the difference', () => {
    const many = Array.from({ length: 9 }, (_, index) => entry(`OLD${index}`))
    expect(planUpdate(held(many), [a], { items: 3, bytes: null }, 'changes')).toMatchObject([
      { isFull: true, put: [a] },
    ])
  })

  it('is one empty whole list when it should hold none and may hold anything', () => {
    expect(planUpdate(held([a]), [], WIDE, 'full')).toMatchObject([{ version: 8, isFull: true, put: [], marks: {} }])
  })

  it.each([
    [-1, 1],
    [0, 1],
    [2_147_483_647, 1],
    [2_147_483_646, 2_147_483_647],
  ])('never has a version with a meaning of its own: after %s comes %s', (version, next) => {
    expect(planUpdate(held([], version), [a], WIDE, 'full')[0]!.version).toBe(next)
  })

  it('tells apart what a station would notice: kind, standing, expiry, group and spelling', () => {
    const others = [
      entry('A', { type: 'emaid' }),
      entry('A', { active: false }),
      entry('A', { expiresAt: new Date(0) }),
      entry('A', { groupName: 'G' }),
      entry('a'),
    ]
    expect(new Set([a, ...others].map(({ mark }) => mark)).size).toBe(6)
  })
})

describe('O-3 pages', () => {
  it('keep to the items and the bytes a station takes, removals first', () => {
    const pages = planUpdate(held([a, b]), [c, entry('D'), entry('E')], { items: 2, bytes: null }, 'changes')
    expect(pages.map(({ isFull, put, remove }) => [isFull, put.length, remove.length])).toEqual([
      [true, 2, 0],
      [false, 1, 0],
    ])
    const byBytes = planUpdate(held([]), [a, b, c], { items: 100, bytes: 340 }, 'changes')
    expect(byBytes.map(({ put }) => put.length)).toEqual([2, 1])
    const alone = planUpdate(held([]), [a, b], { items: 100, bytes: 1 }, 'changes')
    expect(alone.map(({ put }) => put.length)).toEqual([1, 1]) // one at least, or nothing would ever be sent
  })

  it('bring any station from anything to anything, each page saying truly what is then held', () => {
    const tokens = fc.uniqueArray(fc.record({ value: fc.stringMatching(/^[A-D][0-9]$/), active: fc.boolean() }), {
      selector: ({ value }) => value,
      maxLength: 30,
    })
    fc.assert(
      fc.property(tokens, tokens, fc.integer({ min: 1, max: 7 }), fc.boolean(), (before, after, items, isKnown) => {
        const wanted = after.map(({ value, active }) => entry(value, { active }))
        const state = { ...held(before.map(({ value, active }) => entry(value, { active }))), isKnown }
        let station: Record<string, string> = isKnown ? { ...state.marks } : { UNKNOWN: 'rfid:?' }
        let version = state.version
        for (const page of planUpdate(state, wanted, { items, bytes: null }, 'changes')) {
          expect(page.version).toBe(++version)
          expect(page.put.length + page.remove.length).toBeLessThanOrEqual(items)
          if (page.isFull) station = {}
          for (const { folded } of page.remove) delete station[folded]
          for (const one of page.put) station[one.folded] = one.mark
          expect(page.marks).toEqual(station)
        }
        expect(station).toEqual(marksOf(wanted))
      }),
    )
  })
})
