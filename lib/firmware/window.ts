/** A time of day, HH:MM. */
export const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/

/** Times of day between which something may be done; `from` after `to` reaches over midnight, alike means all day. */
export interface Window {
  readonly from: string
  readonly to: string
}

/** Whether it is within the window where the clock shows this zone's time; half-open [from, to). @param timeZone IANA */
export function isWithin(window: Window | null, at: Date, timeZone: string): boolean {
  if (window === null || window.from === window.to) return true
  const now = clockOf(timeZone).format(at)
  return window.from < window.to ? now >= window.from && now < window.to : now >= window.from || now < window.to
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  clocks.set(timeZone, clock)
  return clock
}
