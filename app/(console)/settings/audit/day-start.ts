import { DAY_MS } from '@/lib/kernel/time'

/**
 * When a calendar day begins in a zone, also when the clocks are changed that day.
 * @param day `2026-11-20`; anything else gives undefined @param plusDays 1: when the day after begins
 */
export function dayStart(day: string | undefined, timeZone: string, plusDays = 0): Date | undefined {
  if (!day || !/^[12]\d{3}-\d{2}-\d{2}$/.test(day)) return undefined
  const utc = Date.parse(`${day}T00:00:00Z`) + plusDays * DAY_MS
  if (Number.isNaN(utc)) return undefined
  // The offset at the guess may be the other side of a change of clocks; the second round settles it.
  const first = utc - offsetMs(utc, timeZone)
  return new Date(utc - offsetMs(first, timeZone))
}

function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at)
  const [, sign, hours, minutes] =
    /([+-])(\d{2}):(\d{2})/.exec(parts.find((part) => part.type === 'timeZoneName')?.value ?? '') ?? []
  return sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000 : 0
}
