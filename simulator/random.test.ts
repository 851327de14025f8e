import { expect, it } from 'vitest'
import { createRandom } from './random'

it('repeats itself, spreads evenly, and forks independently', () => {
  const [one, two] = [createRandom(42), createRandom(42)]
  const draws = Array.from({ length: 10_000 }, () => one.next())
  expect(draws.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => two.next()))
  expect(draws.reduce((sum, draw) => sum + draw) / draws.length).toBeCloseTo(0.5, 1)
  expect(Math.min(...draws)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...draws)).toBeLessThan(1)
  expect(createRandom(42).fork('a').next()).toBe(createRandom(42).fork('a').next())
  expect(createRandom(42).fork('a').next()).not.toBe(createRandom(42).fork('b').next())
  expect(() => one.pick([])).toThrow(RangeError)
})
