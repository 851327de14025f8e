import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRateLimit } from './rate-limit'

function limited(limit: number, windowMs: number) {
  let now = 1_000_000_000_000
  const rate = createRateLimit(limit, windowMs, () => new Date(now))
  return { rate, pass: (ms: number) => (now += ms) }
}

describe('rate limit', () => {
  it('allows the limit, then says how long to wait', () => {
    const { rate } = limited(3, 60_000)
    expect([rate.take('a'), rate.take('a'), rate.take('a')]).toEqual([null, null, null])
    expect(rate.take('a')).toBeGreaterThan(0)
  })

  it('keeps keys apart', () => {
    const { rate } = limited(1, 60_000)
    rate.take('a')
    expect(rate.take('b')).toBeNull()
  })

  it('is open again after the wait it named', () => {
    const { rate, pass } = limited(5, 60_000)
    pass(20_000)
    for (let i = 0; i < 5; i++) rate.take('a')
    const wait = rate.take('a')
    pass((wait ?? 0) * 1000)
    expect(rate.take('a')).toBeNull()
  })

  it('gives no double allowance around a border', () => {
    const { rate, pass } = limited(10, 10_000)
    pass(9_999)
    for (let i = 0; i < 10; i++) rate.take('a')
    pass(2)
    expect(rate.take('a')).not.toBeNull()
  })

  it('forgets a key', () => {
    const { rate } = limited(1, 60_000)
    rate.take('a')
    rate.forget('a')
    expect(rate.take('a')).toBeNull()
  })

  it('never lets more than the limit through in a window and always opens after the named wait', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 80 }),
        (limit, gaps) => {
          const { rate, pass } = limited(limit, 10_000)
          let sinceStart = 0
          const allowed: number[] = []
          for (const gap of gaps) {
            pass(gap)
            sinceStart += gap
            const wait = rate.take('k')
            if (wait === null) allowed.push(sinceStart)
            else {
              pass(wait * 1000)
              sinceStart += wait * 1000
              expect(rate.take('k')).toBeNull()
              allowed.push(sinceStart)
            }
          }
          // Within one aligned window the limit is exact.
          const perWindow = new Map<number, number>()
          for (const at of allowed) {
            const window = Math.floor((1_000_000_000_000 + at) / 10_000)
            perWindow.set(window, (perWindow.get(window) ?? 0) + 1)
          }
          for (const count of perWindow.values()) expect(count).toBeLessThanOrEqual(limit)
        },
      ),
    )
  })
})
