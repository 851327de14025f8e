import type { Random } from './random'

/** A car as the station meets it. */
export interface Vehicle {
  readonly batteryWh: number
  /** What the on-board charger takes. */
  readonly acLimitW: number
  readonly acPhases: 1 | 3
  readonly dcLimitW: number
  /** Where the driver (or the car) stops, percent. */
  readonly targetSoc: number
  readonly socPercent: number
}

export interface Outlet {
  readonly currentType: 'ac' | 'dc'
  readonly maxPowerW: number
}

/** Common cars on Swedish roads: usable battery, on-board charger, fast-charging peak. */
const MODELS: readonly Pick<Vehicle, 'batteryWh' | 'acLimitW' | 'acPhases' | 'dcLimitW'>[] = [
  { batteryWh: 57_500, acLimitW: 11_000, acPhases: 3, dcLimitW: 170_000 },
  { batteryWh: 75_000, acLimitW: 11_000, acPhases: 3, dcLimitW: 250_000 },
  { batteryWh: 77_000, acLimitW: 11_000, acPhases: 3, dcLimitW: 135_000 },
  { batteryWh: 64_000, acLimitW: 11_000, acPhases: 3, dcLimitW: 77_000 },
  { batteryWh: 52_000, acLimitW: 22_000, acPhases: 3, dcLimitW: 130_000 },
  { batteryWh: 39_000, acLimitW: 6_600, acPhases: 1, dcLimitW: 46_000 },
  { batteryWh: 18_800, acLimitW: 3_700, acPhases: 1, dcLimitW: 0 },
  { batteryWh: 107_000, acLimitW: 11_000, acPhases: 3, dcLimitW: 205_000 },
]

export function drawVehicle(random: Random, outlet: Outlet): Vehicle {
  const fits = outlet.currentType === 'dc' ? MODELS.filter(({ dcLimitW }) => dcLimitW > 0) : MODELS
  const isFast = outlet.currentType === 'dc'
  return {
    ...random.pick(fits),
    socPercent: Math.round(Math.max(4, Math.min(75, random.normal(isFast ? 24 : 42, isFast ? 10 : 18)))),
    targetSoc: isFast ? random.pick([80, 80, 80, 85, 90]) : random.pick([80, 80, 90, 100, 100]),
  }
}

/** Power drawn at a state of charge: AC is flat but for the last per cents, DC ramps up, holds, and tapers from about half full. */
export function chargingPowerW(vehicle: Vehicle, outlet: Outlet, socPercent: number): number {
  if (socPercent >= vehicle.targetSoc) return 0
  if (outlet.currentType === 'ac') {
    const power = Math.min(vehicle.acLimitW, outlet.maxPowerW)
    return socPercent < 96 ? power : power * between(1, 0.35, (socPercent - 96) / 4)
  }
  return Math.min(outlet.maxPowerW, vehicle.dcLimitW * dcTaper(socPercent))
}

function dcTaper(soc: number): number {
  if (soc < 10) return between(0.75, 1, soc / 10)
  if (soc < 50) return between(1, 0.85, (soc - 10) / 40)
  if (soc < 80) return between(0.85, 0.42, (soc - 50) / 30)
  return between(0.42, 0.06, (soc - 80) / 20)
}

const between = (from: number, to: number, share: number) => from + (to - from) * share

/** Battery losses: what the meter counts and the battery does not get. */
const EFFICIENCY = { ac: 0.9, dc: 0.95 }
const STEP_SECONDS = 20

/** Charges for a while. `energyWh` is what the meter counts; `powerW` is the power at the end. */
export function charge(
  vehicle: Vehicle,
  outlet: Outlet,
  socPercent: number,
  seconds: number,
): { energyWh: number; socPercent: number; powerW: number } {
  let soc = socPercent
  let energyWh = 0
  for (let left = seconds; left > 0 && soc < vehicle.targetSoc; left -= STEP_SECONDS) {
    const power = chargingPowerW(vehicle, outlet, soc)
    let step = (power * Math.min(STEP_SECONDS, left)) / 3600
    const room = ((vehicle.targetSoc - soc) / 100) * vehicle.batteryWh
    const stored = Math.min(room, step * EFFICIENCY[outlet.currentType])
    if (stored === room) step = room / EFFICIENCY[outlet.currentType]
    energyWh += step
    soc = stored === room ? vehicle.targetSoc : soc + (stored / vehicle.batteryWh) * 100
  }
  return { energyWh, socPercent: soc, powerW: chargingPowerW(vehicle, outlet, soc) }
}
