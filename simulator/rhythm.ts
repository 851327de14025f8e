import type { Random } from './random'

/** What kind of place it is decides when people charge there and how long they stay. */
export type Rhythm = 'workplace' | 'housing' | 'destination' | 'fast'

// Share of connectors taken per hour of the local day, weekdays.
const WEEKDAY: Record<Rhythm, readonly number[]> = {
  workplace: [2, 2, 2, 2, 3, 6, 18, 42, 58, 62, 60, 56, 52, 52, 50, 44, 30, 16, 8, 5, 4, 3, 3, 2],
  housing: [46, 45, 44, 42, 40, 36, 28, 18, 12, 10, 9, 9, 10, 11, 13, 18, 28, 38, 46, 50, 52, 52, 50, 48],
  destination: [3, 2, 2, 2, 2, 3, 5, 8, 12, 16, 20, 23, 25, 23, 22, 23, 25, 26, 22, 17, 11, 7, 5, 4],
  fast: [1, 1, 1, 1, 1, 3, 6, 9, 9, 9, 11, 14, 15, 13, 13, 16, 19, 18, 14, 10, 7, 5, 3, 2],
}
const WEEKEND_FACTOR: Record<Rhythm, number> = { workplace: 0.12, housing: 1.08, destination: 1.3, fast: 1.2 }
// Cold batteries and cars, dark months: more charging in winter, a holiday dip for workplaces in July. January first.
const SEASON: Record<Rhythm, readonly number[]> = {
  workplace: [1.15, 1.15, 1.08, 1, 0.92, 0.85, 0.5, 0.8, 1, 1.05, 1.12, 1.05],
  housing: [1.2, 1.2, 1.1, 1, 0.92, 0.85, 0.75, 0.85, 0.95, 1.05, 1.15, 1.2],
  destination: [1, 1, 1, 1, 1, 1.1, 1.25, 1.15, 1, 1, 1, 1.15],
  fast: [1, 1.05, 1, 1.02, 1.05, 1.15, 1.35, 1.2, 1, 1, 1, 1.1],
}
const MEAN_STAY_MINUTES: Record<Rhythm, number> = { workplace: 290, housing: 480, destination: 95, fast: 27 }

export interface LocalHour {
  /** 0 Sunday … 6 Saturday. */
  readonly weekday: number
  readonly hour: number
  /** 0 January. */
  readonly month: number
}

/** The share of connectors taken, [0, 0.9]. */
export function occupancy(rhythm: Rhythm, at: LocalHour): number {
  const weekend = at.weekday === 0 || at.weekday === 6 ? WEEKEND_FACTOR[rhythm] : 1
  return Math.min(0.9, (WEEKDAY[rhythm][at.hour]! / 100) * weekend * SEASON[rhythm][at.month]!)
}

/** How likely a free connector is taken within the next minutes, so that on average `occupancy` of them are in use. */
export function arrivalChance(rhythm: Rhythm, at: LocalHour, minutes: number): number {
  const taken = occupancy(rhythm, at)
  return 1 - Math.exp((-minutes * taken) / (1 - taken) / MEAN_STAY_MINUTES[rhythm])
}

/** How long a car stays, milliseconds; long stays are rare but happen. */
export function drawStayMs(rhythm: Rhythm, random: Random): number {
  const factor = Math.exp(random.normal(-0.08, 0.4))
  return Math.max(4, MEAN_STAY_MINUTES[rhythm] * factor) * 60_000
}

/** The hour on the wall where the station stands. DST is the runtime's business. */
export function localHour(epochMs: number, timeZone: string): LocalHour {
  const parts = formatter(timeZone).formatToParts(epochMs)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return {
    weekday: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(part('weekday')),
    hour: Number(part('hour')) % 24,
    month: Number(part('month')) - 1,
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>()
function formatter(timeZone: string): Intl.DateTimeFormat {
  let made = formatters.get(timeZone)
  if (!made) {
    made = new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      month: 'numeric',
      hourCycle: 'h23',
    })
    formatters.set(timeZone, made)
  }
  return made
}
