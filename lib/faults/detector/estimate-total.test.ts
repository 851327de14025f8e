import fc from 'fast-check'
import { expect, test } from 'vitest'
import { estimateTotal } from './estimate-total'

test('all that was looked at is what there is', () => {
  expect(estimateTotal([2, 3], 10, 10)).toEqual({ low: 5, likely: 5, high: 5 })
  expect(estimateTotal([], 0, 0)).toEqual({ low: 0, likely: 0, high: 0 })
})

test('of a sample: the mean, with room for what was not looked at, never below what was seen', () => {
  // 40 of 400 had one each: 10 % of 10 000, give or take 2 × √(0.09/400) × 0.98.
  expect(estimateTotal(Array(40).fill(1), 400, 10_000)).toEqual({ low: 711, likely: 1000, high: 1289 })
  expect(estimateTotal([7], 400, 401).low).toBeGreaterThanOrEqual(7)
})

test('nothing seen may still be something: three in the size of the sample, the old rule', () => {
  const { low, likely, high } = estimateTotal([], 400, 10_000)
  expect([low, likely]).toEqual([0, 0])
  expect(high).toBeGreaterThan(60)
  expect(high).toBeLessThan(80)
})

test('the interval holds what there is nearly always, however it is spread', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
      let state = seed
      const next = () => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
        return state / 2_147_483_648
      }
      const all = Array.from({ length: 2000 }, () => (next() < 0.3 ? Math.ceil(next() * 4) : 0))
      const total = all.reduce((sum, count) => sum + count, 0)
      let missed = 0
      for (let turn = 0; turn < 60; turn++) {
        const from = Math.floor(next() * 1600)
        const sample = all.slice(from, from + 400)
        const { low, high } = estimateTotal(
          sample.filter((count) => count > 0),
          400,
          2000,
        )
        if (total < low || total > high) missed += 1
      }
      expect(missed).toBeLessThan(20)
    }),
    { numRuns: 10, seed: 7 },
  )
})
