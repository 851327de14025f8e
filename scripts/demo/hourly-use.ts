import { HOUR_MS, MINUTE_MS } from '../../lib/kernel/time'
import type { PastSession } from './history'

const SLOT_MS = 5 * MINUTE_MS
const SLOTS_PER_HOUR = HOUR_MS / SLOT_MS

export interface HourOfUse {
  readonly hour: Date
  readonly sessions: number
  readonly energyWh: number
  readonly revenue: number
  readonly peakW: number
  readonly unpriced: number
}

/** Adds up one site's history by clock hour, as the worker's roll-up would. */
export class HourlyUse {
  private readonly first: number
  private readonly sessions: Float64Array
  private readonly energyWh: Float64Array
  /** In hundredths, so that adding up stays exact. */
  private readonly revenueMinor: Float64Array
  private readonly unpriced: Float64Array
  private readonly slotW: Float64Array

  constructor(from: number, to: number) {
    this.first = Math.floor(from / HOUR_MS)
    const hours = Math.ceil(to / HOUR_MS) - this.first + 1
    this.sessions = new Float64Array(hours)
    this.energyWh = new Float64Array(hours)
    this.revenueMinor = new Float64Array(hours)
    this.unpriced = new Float64Array(hours)
    this.slotW = new Float64Array(hours * SLOTS_PER_HOUR)
  }

  /** @param total including VAT, null when unpriced @param curve what the meter told, empty when nothing */
  add(session: PastSession, total: string | null, curve: PastSession['curve']): void {
    const startHour = this.hourOf(session.startedAt)
    const endHour = this.hourOf(session.endedAt)
    this.sessions[startHour]! += 1
    if (total === null) this.unpriced[endHour]! += 1
    else this.revenueMinor[endHour]! += Math.round(Number(total) * 100)
    let [at, energyWh] = [session.startedAt, 0]
    for (const point of curve) {
      const addedWh = point.energyWh - energyWh
      this.energyWh[this.hourOf(at)]! += addedWh
      const powerW = addedWh / Math.max(1 / 60, (point.at - at) / HOUR_MS)
      this.slotW[Math.floor(at / SLOT_MS) - this.first * SLOTS_PER_HOUR]! += powerW
      at = point.at
      energyWh = point.energyWh
    }
  }

  hours(): readonly HourOfUse[] {
    return Array.from(this.sessions, (sessions, at) => ({
      hour: new Date((this.first + at) * HOUR_MS),
      sessions,
      energyWh: this.energyWh[at]!,
      revenue: this.revenueMinor[at]! / 100,
      peakW: Math.round(Math.max(...this.slotW.subarray(at * SLOTS_PER_HOUR, (at + 1) * SLOTS_PER_HOUR))),
      unpriced: this.unpriced[at]!,
    })).filter(({ sessions, energyWh, revenue }) => sessions > 0 || energyWh > 0 || revenue > 0)
  }

  private hourOf(at: number): number {
    return Math.floor(at / HOUR_MS) - this.first
  }
}
