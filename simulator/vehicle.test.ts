import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from './random'
import { charge, chargingPowerW, drawVehicle, type Vehicle } from './vehicle'

const car: Vehicle = {
  batteryWh: 75_000,
  acLimitW: 11_000,
  acPhases: 3,
  dcLimitW: 250_000,
  targetSoc: 100,
  socPercent: 20,
}
const ac = { currentType: 'ac', maxPowerW: 22_000 } as const
const dc = { currentType: 'dc', maxPowerW: 150_000 } as const

describe('chargingPowerW', () => {
  it('AC is flat at the smaller of car and outlet, and eases off at the very end', () => {
    expect(chargingPowerW(car, ac, 20)).toBe(11_000)
    expect(chargingPowerW(car, ac, 95)).toBe(11_000)
    expect(chargingPowerW(car, ac, 98)).toBeLessThan(11_000)
    expect(chargingPowerW(car, { ...ac, maxPowerW: 3700 }, 50)).toBe(3700)
    expect(chargingPowerW(car, ac, 100)).toBe(0)
  })

  it('DC holds the station limit, then tapers with the state of charge', () => {
    expect(chargingPowerW(car, dc, 30)).toBe(150_000)
    const late = [60, 70, 80, 90, 99].map((soc) => chargingPowerW(car, dc, soc))
    expect(late).toEqual([...late].sort((a, b) => b - a))
    expect(late.at(-1)).toBeLessThan(25_000)
  })
})

describe('charge', () => {
  it('one hour of 11 kW is 11 kWh on the meter, less in the battery', () => {
    const hour = charge(car, ac, 20, 3600)
    expect(hour.energyWh).toBeCloseTo(11_000, 5)
    expect(hour.socPercent).toBeCloseTo(20 + (11_000 * 0.9 * 100) / 75_000, 5)
  })

  it('stops at the target and never goes backwards', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 40_000 }), fc.boolean(), (seed, seconds, isDc) => {
        const outlet = isDc ? dc : ac
        const drawn = drawVehicle(createRandom(seed), outlet)
        const charged = charge(drawn, outlet, drawn.socPercent, seconds)
        expect(charged.energyWh).toBeGreaterThanOrEqual(0)
        expect(charged.energyWh).toBeLessThanOrEqual((outlet.maxPowerW * seconds) / 3600 + 1e-6)
        expect(charged.socPercent).toBeGreaterThanOrEqual(drawn.socPercent)
        expect(charged.socPercent).toBeLessThanOrEqual(drawn.targetSoc)
        if (charged.socPercent === drawn.targetSoc) expect(charged.powerW).toBe(0)
      }),
    )
  })
})
