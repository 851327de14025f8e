import { Decimal, formatMoney } from '@/lib/kernel/money'

/** What is shown for a value nobody has: never 0, never empty. */
export const ABSENT = '–'

const HOME_TIME_ZONE = 'Europe/Stockholm'
const region = (locale: string) => (locale === 'sv' ? 'sv-SE' : 'en-GB')

// Intl formatters are slow to make and tables make thousands of cells.
const numberFormats = new Map<string, Intl.NumberFormat>()
const dateFormats = new Map<string, Intl.DateTimeFormat>()

export function formatNumber(value: number | string, locale: string, digits = 0): string {
  const key = `${locale} ${digits}`
  let format = numberFormats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(region(locale), { minimumFractionDigits: digits, maximumFractionDigits: digits })
    numberFormats.set(key, format)
  }
  return format.format(Number(value))
}

/** A decimal as it was written, every digit of it, with the reader's decimal mark; anything else unchanged. */
export function formatWritten(value: string, locale: string): string {
  return locale === 'sv' && /^-?\d+\.\d+$/.test(value) ? value.replace('.', ',') : value
}

export { formatMoney }

/** Wh → kWh without the unit, e.g. `12,35`. Rounded half up from the exact value. */
export function formatKwh(wh: number | string, locale: string, digits = 2): string {
  return formatNumber(new Decimal(wh).div(1000).toFixed(digits, Decimal.ROUND_HALF_UP), locale, digits)
}

/** W → kW without the unit, e.g. `11,0`. */
export function formatKw(w: number | string, locale: string, digits = 1): string {
  return formatNumber(new Decimal(w).div(1000).toFixed(digits, Decimal.ROUND_HALF_UP), locale, digits)
}

/** `45 s`, `12 min`, `1 h 05 min`, `3 d 4 h`: two units at most, spelled alike in both languages. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}

const DATE_STYLES = {
  /** `2026-11-20 14:05` / `20 Nov 2026, 14:05` */
  'date-time': { dateStyle: 'medium', timeStyle: 'short' },
  /** `2026-11-20 14:05:09` / `20 Nov 2026, 14:05:09` */
  'date-time-seconds': { dateStyle: 'medium', timeStyle: 'medium' },
  date: { dateStyle: 'medium' },
  time: { timeStyle: 'short' },
  'time-seconds': { timeStyle: 'medium' },
  /** `20 nov. 14:05:09,123`: in a log the order within a second is half the story. */
  log: {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>
export type DateStyle = keyof typeof DATE_STYLES

/** An instant in words, in `timeZone` (a site's own where there is one). Always 24 hours. */
export function formatDate(
  at: string | number | Date,
  locale: string,
  style: DateStyle = 'date-time',
  timeZone = HOME_TIME_ZONE,
): string {
  const key = `${locale} ${style} ${timeZone}`
  let format = dateFormats.get(key)
  if (!format) {
    const wanted: Intl.DateTimeFormatOptions = { ...DATE_STYLES[style], timeZone, hourCycle: 'h23' }
    // Swedish "medium" spells the month; the house writes ISO dates, which Swedish "short" is.
    if (locale === 'sv' && wanted.dateStyle) wanted.dateStyle = 'short'
    format = new Intl.DateTimeFormat(region(locale), wanted)
    dateFormats.set(key, format)
  }
  return format.format(new Date(at))
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
]

/** `för 3 min sedan`, `3 min ago`, `nu`. Future instants read `om 3 min`. */
export function formatAgo(at: string | number | Date, nowMs: number, locale: string): string {
  const away = Math.round((new Date(at).getTime() - nowMs) / 1000)
  // What has just been said may be newer than the clock on the page: nothing has happened "in 1 sec".
  const seconds = away > 0 && away < 60 ? 0 : away
  const [unit, size] = STEPS.find(([, step]) => Math.abs(seconds) >= step) ?? ['second', 1]
  const words = new Intl.RelativeTimeFormat(region(locale), { numeric: 'auto', style: 'short' }).format(
    Math.trunc(seconds / size),
    unit,
  )
  // CLDR's short Swedish is spoken ("för 8 min sen"); the house writes.
  return words.replace(/ sen$/, ' sedan')
}
