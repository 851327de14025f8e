import { DAY_MS, HOUR_MS, MINUTE_MS } from '../lib/kernel/time'
import type { SaidTime } from '../lib/sessions/session-message'

/** OCPP is younger than this; clocks that were never set start in 1970, 2000 or at the firmware's build. */
const EARLIEST = Date.UTC(2015, 0, 1)
/** A station clock a little fast is normal; further ahead, its "now" cannot be used for money. */
const AHEAD_MS = 5 * MINUTE_MS

// date, time to the minute, seconds and fraction (optional), zone (optional)
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i

/**
 * A station's timestamp as we use it (SPEC T-10 … T-14): UTC, any offset, fractions of any length, none at all (then local time in
 * `clockZone`). One that is missing, unreadable or impossible is replaced by the receive time, and says so.
 */
export function saidTime(value: string | undefined, receivedAt: Date, clockZone: string): SaidTime {
  const said = value?.trim() || null
  if (said === null) return { at: receivedAt, said, doubt: 'missing' }
  const at = instant(said, receivedAt.getTime(), clockZone)
  if (at === null) return { at: receivedAt, said, doubt: 'unreadable' }
  if (at < EARLIEST) return { at: receivedAt, said, doubt: 'before-2015' }
  if (at > receivedAt.getTime() + AHEAD_MS) return { at: receivedAt, said, doubt: 'future' }
  return { at: new Date(at), said, doubt: null }
}

function instant(text: string, receivedAt: number, clockZone: string): number | null {
  const epoch = /^\d{10}(\d{3})?$/.test(text) ? Number(text) * (text.length === 10 ? 1000 : 1) : null
  if (epoch !== null) return epoch
  const match = ISO.exec(text)
  if (match === null) return null
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = match
  const asUtc = utc(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second), fraction)
  if (asUtc === null) return null
  if (zone === undefined) return fromLocal(asUtc, clockZone, receivedAt)
  return asUtc - offsetMs(zone)
}

function utc(year: number, month: number, day: number, hour: number, minute: number, second: number, fraction: string) {
  if (hour > 24 || minute > 59 || second > 60) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null // the 31st of February
  const ms = fraction === '' ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'))
  return Date.UTC(year, month - 1, day, hour, minute, second, ms)
}

function offsetMs(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0
  const digits = zone.slice(1).replace(':', '')
  const ms = Number(digits.slice(0, 2)) * HOUR_MS + Number(digits.slice(2) || '0') * MINUTE_MS
  return zone[0] === '-' ? -ms : ms
}

/** Local wall time to an instant. In the hour that autumn repeats, the reading nearest to when it was received is meant. */
function fromLocal(wallTime: number, zone: string, receivedAt: number): number {
  const offsets = new Set([zoneOffset(wallTime - DAY_MS, zone), zoneOffset(wallTime + DAY_MS, zone)])
  const candidates = [...offsets].map((offset) => wallTime - offset)
  const exact = candidates.filter((at) => at + zoneOffset(at, zone) === wallTime)
  const usable = exact.length > 0 ? exact : candidates // in the hour that spring skips no instant is exact
  return usable.reduce((a, b) => (Math.abs(a - receivedAt) <= Math.abs(b - receivedAt) ? a : b))
}

const formats = new Map<string, Intl.DateTimeFormat | null>()

/** Milliseconds the zone is ahead of UTC at an instant; 0 for a zone the runtime does not know. */
function zoneOffset(at: number, zone: string): number {
  if (zone === 'UTC') return 0
  const format = formatFor(zone)
  if (format === null) return 0
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

function formatFor(zone: string): Intl.DateTimeFormat | null {
  let format = formats.get(zone)
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      })
    } catch {
      format = null
    }
    formats.set(zone, format)
  }
  return format
}
