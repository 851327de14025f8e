import { offsetMs, startOfDay } from '../kernel/local-day'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kernel/time'
import type { Digest, QuietHours } from './rule'

/** When people in offices read a day's summary. */
const DAILY_AT = '07:00'
const OFFICE_ZONE = 'Europe/Stockholm'

/**
 * When what happens now is told under a rule: at once (null), or gathered with all else until an instant.
 * @param isSafety dangerous things pass quiet hours that let them, and never wait for a digest
 */
export function whenToTell(
  { digest, quietHours }: { readonly digest: Digest; readonly quietHours: QuietHours | null },
  now: Date,
  isSafety: boolean,
): Date | null {
  if (isSafety && (quietHours === null || quietHours.exceptSafety)) return null
  const zone = quietHours?.timeZone ?? OFFICE_ZONE
  const gathered = isSafety ? null : slotOf(digest, now, zone)
  return quietHours === null ? gathered : (endOfQuiet(quietHours, gathered ?? now) ?? gathered)
}

/** The end of a digest's current slot; null: at once. */
export function slotOf(digest: Digest, now: Date, timeZone: string): Date | null {
  switch (digest) {
    case 'at-once':
      return null
    case 'hourly':
      return new Date((Math.floor(now.getTime() / HOUR_MS) + 1) * HOUR_MS)
    case 'daily': {
      const today = atLocal(localDay(now, timeZone), 0, DAILY_AT, timeZone)
      return today > now ? today : atLocal(localDay(now, timeZone), 1, DAILY_AT, timeZone)
    }
  }
}

/** When the quiet around an instant ends; null: it is not quiet then. Quiet that follows on quiet is one. */
export function endOfQuiet(quiet: QuietHours, at: Date): Date | null {
  let end: Date | null = null
  // A night, a weekend's two days, and the night after: more cannot hang together unless it is always quiet.
  for (let at_ = at, turn = 0; turn < 8; turn++) {
    const next = quietStretch(quiet, at_)
    if (next === null) return end
    end = next
    at_ = next
  }
  return end
}

function quietStretch({ from, until, weekends, timeZone }: QuietHours, at: Date): Date | null {
  const day = localDay(at, timeZone)
  if (weekends && isWeekend(day)) return startOfDay(day, 1, timeZone)
  if (from === until) return null
  for (const plus of [-1, 0]) {
    const begins = atLocal(day, plus, from, timeZone)
    const ends = atLocal(day, until > from ? plus : plus + 1, until, timeZone)
    if (begins <= at && at < ends) return ends
  }
  return null
}

/** `2026-11-20`, where it is in the zone. */
const localDay = (at: Date, timeZone: string): string =>
  new Date(at.getTime() + offsetMs(at.getTime(), timeZone)).toISOString().slice(0, 10)

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/** A clock time of a local day. Where the clocks jump over it: as long after midnight as it would have been. */
function atLocal(day: string, plusDays: number, time: string, timeZone: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const wanted = Date.parse(`${day}T00:00:00Z`) + plusDays * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS
  let at = wanted - offsetMs(wanted, timeZone)
  at = wanted - offsetMs(at, timeZone)
  return new Date(at)
}
