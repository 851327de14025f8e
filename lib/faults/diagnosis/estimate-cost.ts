import { HOUR_MS } from '../../kernel/time'

/** What an hour of the week usually brought, summed over the weeks that were counted. */
export interface HourSum {
  readonly sessions: number
  /** VAT included. */
  readonly income: number
}

/** A place's own history. */
export interface UsualWeek {
  /** Over how many weeks; need not be whole. */
  readonly weeks: number
  /** 168 of them: Monday 00–01 of the site's own clock first. */
  readonly hours: readonly HourSum[]
}

export interface Cost {
  readonly sessions: number
  readonly income: number
}

export interface CostEstimate {
  /** What an average hour of the week with this fault costs. */
  readonly perHour: Cost
  /** From its beginning to its end, or to now: what those very hours usually bring, less what came all the same. */
  readonly soFar: Cost
}

interface Lost {
  readonly usual: UsualWeek
  /** When the fault began. */
  readonly from: Date
  /** When it ended, or now. */
  readonly to: Date
  /** The site's time zone: Monday morning is not Sunday night. */
  readonly zone: string
  /** What the place brought while the fault lasted. */
  readonly happened: Cost
}

/** Less than this is no habit to estimate from. */
const LEAST_WEEKS = 1
const LEAST_SESSIONS = 3

/**
 * What a fault costs, from what its place usually does in the same hours of the week. Null when the history is too short to say:
 * less than a week, or fewer than three charges. An estimate, never to be invoiced.
 */
export function estimateCost({ usual, from, to, zone, happened }: Lost): CostEstimate | null {
  const all = usual.hours.reduce(add, { sessions: 0, income: 0 })
  if (usual.weeks < LEAST_WEEKS || all.sessions < LEAST_SESSIONS) return null
  const expected = expectedIn(usual, from, to, zone)
  return {
    perHour: scale(all, 1 / (usual.weeks * 168)),
    soFar: {
      sessions: Math.max(0, expected.sessions - happened.sessions),
      income: Math.max(0, expected.income - happened.income),
    },
  }
}

function expectedIn({ hours, weeks }: UsualWeek, from: Date, to: Date, zone: string): Cost {
  const hourOf = hourOfWeek(zone)
  let sum: Cost = { sessions: 0, income: 0 }
  for (let at = from.getTime(); at < to.getTime(); ) {
    const next = Math.min(to.getTime(), (Math.floor(at / HOUR_MS) + 1) * HOUR_MS)
    const usual = hours[hourOf(at)] ?? { sessions: 0, income: 0 }
    sum = add(sum, scale(usual, (next - at) / HOUR_MS / weeks))
    at = next
  }
  return sum
}

const add = (a: Cost, b: Cost): Cost => ({ sessions: a.sessions + b.sessions, income: a.income + b.income })
const scale = ({ sessions, income }: Cost, by: number): Cost => ({ sessions: sessions * by, income: income * by })

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** 0: Monday 00–01 by the clock of the zone … 167: Sunday 23–24. */
function hourOfWeek(zone: string): (at: number) => number {
  const clock = new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' })
  return (at) => {
    const parts = clock.formatToParts(at)
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
    return DAYS.indexOf(part('weekday')) * 24 + Number(part('hour'))
  }
}
