import { type Restrictions, WEEKDAYS } from './restrictions'

interface Words {
  readonly locale: string
  readonly days: readonly string[]
  readonly weekdays: string
  readonly weekend: string
  readonly from: (what: string) => string
  readonly until: (what: string) => string
  readonly upTo: (what: string) => string
  readonly beyond: (what: string) => string
  readonly least: (what: string) => string
  readonly below: (what: string) => string
  readonly minutes: string
  readonly reserved: string
  readonly expired: string
}

const WORDS: Readonly<Record<'sv' | 'en', Words>> = {
  sv: {
    locale: 'sv-SE',
    days: ['mån', 'tis', 'ons', 'tor', 'fre', 'lör', 'sön'],
    weekdays: 'vardagar',
    weekend: 'helger',
    from: (what) => `från ${what}`,
    until: (what) => `före ${what}`,
    upTo: (what) => `de första ${what}`,
    beyond: (what) => `efter ${what}`,
    least: (what) => `vid minst ${what}`,
    below: (what) => `under ${what}`,
    minutes: 'min',
    reserved: 'bokning',
    expired: 'bokning som inte används',
  },
  en: {
    locale: 'en-GB',
    days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    weekdays: 'weekdays',
    weekend: 'weekends',
    from: (what) => `from ${what}`,
    until: (what) => `before ${what}`,
    upTo: (what) => `the first ${what}`,
    beyond: (what) => `after ${what}`,
    least: (what) => `at ${what} or more`,
    below: (what) => `below ${what}`,
    minutes: 'min',
    reserved: 'reservation',
    expired: 'reservation never used',
  },
}

/** When an element applies, in a few words: `vardagar 06–22`, `efter 20 kWh`. Empty when it always does. */
export function describeRestrictions(said: Restrictions | undefined, language: 'sv' | 'en'): string {
  if (said === undefined) return ''
  const words = WORDS[language]
  const number = (value: number) => new Intl.NumberFormat(words.locale, { maximumFractionDigits: 3 }).format(value)
  const minutes = (seconds: number) => `${number(seconds / 60)} ${words.minutes}`
  const parts: string[] = []
  const range = (
    least: number | undefined,
    most: number | undefined,
    show: (value: number) => string,
    from: (what: string) => string,
    to: (what: string) => string,
  ) => {
    if (least !== undefined && least > 0) parts.push(from(show(least)))
    if (most !== undefined) parts.push(to(show(most)))
  }
  if (said.reservation) parts.push(said.reservation === 'reserved' ? words.reserved : words.expired)
  if (said.daysOfWeek) parts.push(days(said.daysOfWeek, words))
  if (said.startTime !== undefined || said.endTime !== undefined) {
    parts.push(
      `${hour(said.startTime ?? '00:00')}–${hour(said.endTime === '00:00' ? '24:00' : (said.endTime ?? '24:00'))}`,
    )
  }
  if (said.startDate) parts.push(words.from(said.startDate))
  if (said.endDate) parts.push(words.until(said.endDate))
  range(said.minKwh, said.maxKwh, (value) => `${number(value)} kWh`, words.beyond, words.upTo)
  range(said.minDurationSeconds, said.maxDurationSeconds, minutes, words.beyond, words.upTo)
  range(said.minPowerKw, said.maxPowerKw, (value) => `${number(value)} kW`, words.least, words.below)
  range(said.minCurrentA, said.maxCurrentA, (value) => `${number(value)} A`, words.least, words.below)
  return parts.join(' ')
}

/** `22` for 22:00, `22:30` as it is. */
const hour = (clock: string) => (clock.endsWith(':00') ? clock.slice(0, 2) : clock)

function days(chosen: NonNullable<Restrictions['daysOfWeek']>, words: Words): string {
  const indexes = WEEKDAYS.map((day, index) => (chosen.includes(day) ? index : -1)).filter((index) => index >= 0)
  const all = indexes.join('')
  if (all === '01234') return words.weekdays
  if (all === '56') return words.weekend
  return indexes.map((index) => words.days[index]).join(', ')
}
