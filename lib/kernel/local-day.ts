import { DAY_MS } from './time'

/**
 * The instant a local day begins. Days have 23, 24 or 25 hours; where midnight does not exist the day begins right after the gap.
 * @param day `2026-11-20` @param plusDays 1: the day after @param timeZone IANA
 */
export function startOfDay(day: string, plusDays: number, timeZone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`) + plusDays * DAY_MS
  // The zone's offset at the answer is not known before the answer is; the second guess is right on either side of a change.
  let at = wanted - offsetMs(wanted, timeZone)
  at = wanted - offsetMs(at, timeZone)
  return new Date(at)
}

/** Milliseconds the zone's clocks are ahead of UTC at an instant (epoch ms). @param timeZone IANA */
export function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((candidate) => candidate.type === type)?.value)
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return local - Math.floor(at / 1000) * 1000
}
