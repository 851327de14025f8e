import { describe, expect, it } from 'vitest'
import { FAULTS, planBeginning, planChaos, planOddities } from './chaos'
import { createRandom } from './random'

describe('planChaos', () => {
  it('the same seed gives the same trouble', () => {
    const plan = () => planChaos(createRandom(7), 200, 600_000)
    expect(plan()).toEqual(plan())
    expect(plan()).not.toEqual(planChaos(createRandom(8), 200, 600_000))
  })

  it('every kind happens in an hour of 200 stations, and most stations are left alone', () => {
    const hour = planChaos(createRandom(1), 200, 3_600_000)
    expect(new Set(hour.map(({ kind }) => kind))).toEqual(new Set(['fault', 'drop', 'repeat']))
    const faulted = new Set(hour.filter(({ kind }) => kind === 'fault').map(({ station }) => station))
    expect(faulted.size).toBeGreaterThan(5)
    expect(faulted.size).toBeLessThan(80)
  })

  it('a few clocks are wrong', () => {
    const odd = planOddities(createRandom(1), 200)
    expect(odd.length).toBeGreaterThan(0)
    expect(odd.length).toBeLessThan(20)
  })

  it('there is something to see from the start, but not much', () => {
    const wrong = planBeginning(createRandom(1), 200)
    expect(wrong.length).toBeGreaterThan(1)
    expect(wrong.length).toBeLessThan(16)
  })

  it('faults fit the fields of StatusNotification', () => {
    for (const { info, vendorCode } of FAULTS) {
      expect(info.length).toBeLessThanOrEqual(50)
      expect(vendorCode.length).toBeLessThanOrEqual(50)
    }
  })
})
