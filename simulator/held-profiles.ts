/** A charging profile as the central system sends it, in 1.6's words or 2.x's; what differs is read by `from`. */
export interface HeldProfile {
  readonly id: number
  /** 0: the whole station. */
  readonly evse: number
  readonly stackLevel: number
  readonly purpose: string
  readonly kind: string
  readonly recurrency: string | undefined
  readonly validFrom: number
  readonly validTo: number
  readonly schedule: Schedule
  readonly setAt: number
  /** As it came, for reports. */
  readonly wire: object
}

interface Schedule {
  readonly startSchedule?: string
  readonly duration?: number
  readonly chargingRateUnit: 'A' | 'W'
  readonly chargingSchedulePeriod: readonly { startPeriod: number; limit: number; numberPhases?: number }[]
}

export interface ProfileFilter {
  readonly ids?: readonly number[]
  readonly evse?: number
  readonly purpose?: string
  readonly stackLevel?: number
}

const VOLTAGE = 230
const CYCLE_MS: Readonly<Record<string, number>> = { Daily: 86_400_000, Weekly: 7 * 86_400_000 }

/** A station's charging profiles, and what they let a connector draw. Firmware of its own: it shares nothing with the back end. */
export class HeldProfiles {
  private readonly held = new Map<number, HeldProfile>()

  set(profile: HeldProfile): void {
    for (const other of this.held.values()) {
      const isSlot = other.evse === profile.evse && other.purpose === profile.purpose
      if (isSlot && other.stackLevel === profile.stackLevel) this.held.delete(other.id)
    }
    this.held.set(profile.id, profile)
  }

  list({ ids, evse, purpose, stackLevel }: ProfileFilter): readonly HeldProfile[] {
    return [...this.held.values()].filter(
      (one) =>
        (ids === undefined || ids.includes(one.id)) &&
        (evse === undefined || one.evse === evse) &&
        (purpose === undefined || one.purpose === purpose) &&
        (stackLevel === undefined || one.stackLevel === stackLevel),
    )
  }

  /** @returns whether there were any */
  clear(filter: ProfileFilter): boolean {
    const found = this.list(filter)
    for (const { id } of found) this.held.delete(id)
    return found.length > 0
  }

  /** A session's own profiles end with it. */
  sessionEnded(evse: number): void {
    this.clear({ evse, purpose: 'TxProfile' })
  }

  /** W; Infinity: no limit. */
  limitW(evse: number, at: number, chargingSince: number): number {
    const of = (purpose: RegExp, place: number) => this.best(purpose, place, at, chargingSince)
    const own = evse === 0 ? null : (of(/^TxProfile/, evse) ?? of(/^TxDefault/, evse) ?? of(/^TxDefault/, 0))
    return Math.min(of(/MaxProfile$/, 0) ?? Infinity, own ?? Infinity)
  }

  private best(purpose: RegExp, evse: number, at: number, chargingSince: number): number | null {
    const candidates = [...this.held.values()]
      .filter((one) => one.evse === evse && purpose.test(one.purpose))
      .sort((a, b) => b.stackLevel - a.stackLevel)
    for (const profile of candidates) {
      const limit = limitOf(profile, at, chargingSince)
      if (limit !== null) return limit
    }
    return null
  }
}

function limitOf({ schedule, kind, recurrency, validFrom, validTo, setAt }: HeldProfile, at: number, since: number) {
  if (at < validFrom || at >= validTo) return null
  const start = kind === 'Relative' ? since : schedule.startSchedule ? Date.parse(schedule.startSchedule) : setAt
  const cycle = kind === 'Recurring' ? CYCLE_MS[recurrency ?? 'Daily']! : Infinity
  if (at < start) return null
  const seconds = ((at - start) % cycle) / 1000
  if (seconds >= (schedule.duration ?? Infinity)) return null
  const period = schedule.chargingSchedulePeriod.findLast(({ startPeriod }) => startPeriod <= seconds)
  if (period === undefined) return null
  return schedule.chargingRateUnit === 'W' ? period.limit : period.limit * VOLTAGE * (period.numberPhases ?? 3)
}

/** What the profiles come to, minute by minute, in amperes over three phases. */
export function compositePeriods(profiles: HeldProfiles, evse: number, from: number, seconds: number) {
  const periods: { startPeriod: number; limit: number }[] = []
  for (let second = 0; second < seconds; second += 60) {
    const watts = profiles.limitW(evse, from + second * 1000, from)
    const limit = Math.min(Math.floor((watts / (3 * VOLTAGE)) * 10 + 1e-6) / 10, UNLIMITED_A)
    if (periods.at(-1)?.limit !== limit) periods.push({ startPeriod: second, limit })
  }
  return periods
}

/** What the fuse lets through where nothing else is said. */
const UNLIMITED_A = 63
