import { Decimal } from '../lib/kernel/money'
import { priceSession, type SessionFacts } from '../lib/tariffs/price-session'
import type { TariffElement, TariffTerms } from '../lib/tariffs/tariff'

/** Ratings a second of one core's time (user and system), the best of several rounds. */
export interface Rated {
  readonly plain: number
  readonly full: number
  readonly timeOfUse: number
}

const T0 = Date.parse('2026-11-20T10:00:00Z')
const HOUR = 3_600_000
const terms = (elements: TariffElement[]): TariffTerms => ({
  currency: 'SEK',
  vatPercent: '25',
  pricesIncludeVat: true,
  elements,
})
const PLAIN = terms([{ components: [{ dimension: 'energy', price: '3.90' }] }])
const FULL = terms([
  {
    components: [
      { dimension: 'flat', price: '5' },
      { dimension: 'energy', price: '3.90' },
      { dimension: 'time', price: '0.10' },
      { dimension: 'idle', price: '1', graceSeconds: 1800 },
    ],
  },
])
const TIME_OF_USE = terms([
  {
    components: [{ dimension: 'energy', price: '4' }],
    restrictions: {
      startTime: '06:00',
      endTime: '22:00',
      daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    },
  },
  {
    components: [
      { dimension: 'energy', price: '3' },
      { dimension: 'idle', price: '1', graceSeconds: 1800 },
    ],
    restrictions: { startTime: '22:00', endTime: '06:00' },
  },
  { components: [{ dimension: 'energy', price: '3.5' }] },
])
/** Twelve hours with a reading every twelve minutes. */
const READINGS = Array.from({ length: 60 }, (_, index) => ({
  at: T0 + index * 720_000,
  energyWh: new Decimal(index * 300),
}))

const facts = (hours: number, wh: number): SessionFacts => ({
  startedAt: new Date(T0),
  until: new Date(T0 + hours * HOUR),
  energyWh: new Decimal(wh),
  phases: [
    { at: new Date(T0), state: 'connected' },
    { at: new Date(T0 + 300_000), state: 'charging' },
    { at: new Date(T0 + hours * HOUR - 3_000_000), state: 'suspended-ev' },
  ],
  timeZone: 'Europe/Stockholm',
  readings: READINGS,
})

export function measureRating(): Rated {
  console.error('… ratings')
  return { plain: best(PLAIN, 2, 20_000), full: best(FULL, 2, 20_000), timeOfUse: best(TIME_OF_USE, 12, 2_000) }
}

function best(tariff: TariffTerms, hours: number, count: number): number {
  let most = 0
  for (let round = 0; round < 8; round += 1) {
    const before = process.cpuUsage()
    for (let index = 0; index < count; index += 1) priceSession(tariff, facts(hours, 20_000 + (index % 777)))
    const { user, system } = process.cpuUsage(before)
    most = Math.max(most, (count / (user + system)) * 1e6)
  }
  return Math.round(most)
}

export const ratingLines = ({ plain, full, timeOfUse }: Rated): readonly string[] => [
  '| ratings, one core | per second |',
  '|---|---:|',
  `| a price per kWh | ${plain} |`,
  `| start, kWh, minutes and idling | ${full} |`,
  `| by day and hour, twelve hours with 60 readings | ${timeOfUse} |`,
]
