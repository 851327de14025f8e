import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../kernel/money'
import { HOUR_MS } from '../kernel/time'
import { type EnergyPoint, energyBetween, energyCurve, peakPowerW } from './energy-curve'

const MINUTE = 60_000
const point = (minutes: number, wh: number): EnergyPoint => ({ at: minutes * MINUTE, energyWh: new Decimal(wh) })
const hours = (curve: ReturnType<typeof energyCurve>, count: number) =>
  Array.from({ length: count }, (_, hour) => energyBetween(curve, hour * HOUR_MS, (hour + 1) * HOUR_MS).toNumber())

describe('energy by the hour', () => {
  it('is split straight between two readings', () => {
    expect(hours(energyCurve(30 * MINUTE, [], point(90, 6000)), 2)).toEqual([3000, 3000])
    expect(hours(energyCurve(0, [point(60, 1000)], point(180, 5000)), 3)).toEqual([1000, 2000, 2000])
  })
  it('goes as far as the last reading while the session runs', () => {
    expect(hours(energyCurve(0, [point(30, 1000)], null), 2)).toEqual([1000, 0])
  })
  it('of a session without length belongs to the hour it was in', () => {
    expect(hours(energyCurve(HOUR_MS, [], { at: HOUR_MS, energyWh: new Decimal(500) }), 3)).toEqual([0, 500, 0])
  })
  it('takes readings from a wrong clock to the edges, and never falls', () => {
    expect(
      hours(energyCurve(0, [point(-500, 100), point(30, 900), point(40, 300), point(9999, 2000)], point(60, 1000)), 2),
    ).toEqual([1000, 0])
  })
  it('adds up to the session, however it is cut', () => {
    const readings = fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 80_000 })), {
      maxLength: 20,
    })
    fc.assert(
      fc.property(
        readings,
        fc.integer({ min: 1, max: 599 }),
        fc.integer({ min: 0, max: 80_000 }),
        (said, end, total) => {
          const curve = energyCurve(
            0,
            said.map(([minutes, wh]) => point(minutes, wh)),
            point(end, total),
          )
          const sum = hours(curve, 10).reduce((all, wh) => all.plus(wh), new Decimal(0))
          expect(sum.toNumber()).toBe(total)
        },
      ),
    )
  })
})

it('the peak is what all drew together over five minutes', () => {
  const one = energyCurve(0, [], point(60, 11_000))
  const other = energyCurve(30 * MINUTE, [], point(60, 11_000))
  expect(peakPowerW([one, other], 0).toNumber()).toBeCloseTo(33_000, 0)
  expect(peakPowerW([], 0).toNumber()).toBe(0)
})
