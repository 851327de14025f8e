import { describe, expect, it } from 'vitest'
import { createRandom } from './random'
import { arrivalChance, drawStayMs, localHour, occupancy } from './rhythm'

const at = (weekday: number, hour: number, month = 3) => ({ weekday, hour, month })

describe('occupancy', () => {
  it('workplaces are full before lunch and empty on Sunday', () => {
    expect(occupancy('workplace', at(2, 9))).toBeGreaterThan(0.5)
    expect(occupancy('workplace', at(2, 3))).toBeLessThan(0.05)
    expect(occupancy('workplace', at(0, 9))).toBeLessThan(0.1)
  })
  it('housing is used at night, more in winter', () => {
    expect(occupancy('housing', at(2, 1))).toBeGreaterThan(occupancy('housing', at(2, 11)))
    expect(occupancy('housing', at(2, 1, 0))).toBeGreaterThan(occupancy('housing', at(2, 1, 6)))
  })
})

describe('arrivalChance', () => {
  it('grows with time and stays a probability', () => {
    expect(arrivalChance('fast', at(5, 16), 0)).toBe(0)
    const minute = arrivalChance('fast', at(5, 16), 1)
    expect(minute).toBeGreaterThan(0)
    expect(arrivalChance('fast', at(5, 16), 600)).toBeGreaterThan(minute)
    expect(arrivalChance('fast', at(5, 16), 1e6)).toBeLessThanOrEqual(1)
  })
  it('keeps the intended share of connectors taken', () => {
    const random = createRandom(3)
    let taken = 0
    let freeAt = 0
    const minutes = 200_000
    for (let minute = 0; minute < minutes; minute++) {
      if (minute < freeAt) taken++
      else if (random.chance(arrivalChance('fast', at(5, 12), 1))) {
        freeAt = minute + drawStayMs('fast', random) / 60_000
      }
    }
    expect(taken / minutes).toBeCloseTo(occupancy('fast', at(5, 12)), 1)
  })
})

describe('localHour', () => {
  it('follows the wall clock through daylight saving', () => {
    expect(localHour(Date.UTC(2026, 0, 5, 7), 'Europe/Stockholm')).toEqual({ weekday: 1, hour: 8, month: 0 })
    expect(localHour(Date.UTC(2026, 6, 5, 22), 'Europe/Stockholm')).toEqual({ weekday: 1, hour: 0, month: 6 })
  })
})
