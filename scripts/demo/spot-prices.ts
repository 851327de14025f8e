import type { Sql } from '../../lib/db/coalesce'
import { startOfDay } from '../../lib/kernel/local-day'
import { DAY_MS, HOUR_MS } from '../../lib/kernel/time'
import { QUARTER_MS, quarterOf, type SpotQuarter } from '../../lib/tariffs/spot'
import { createRandom } from '../../simulator/random'
import { insertRows } from './insert-rows'

const ZONE = 'Europe/Stockholm'
const CURRENCY = 'SEK'
/** What a MWh usually costs; the south is short of power. */
const USUAL = { SE1: 240, SE2: 260, SE3: 560, SE4: 710 } as const
type Area = keyof typeof USUAL

/** Per hour of the day: the night is cheap, the morning and the evening dear. */
const BY_HOUR = [
  0.62, 0.58, 0.56, 0.56, 0.6, 0.74, 1.05, 1.42, 1.5, 1.3, 1.12, 1.02, 0.96, 0.92, 0.95, 1.04, 1.24, 1.55, 1.6, 1.4,
  1.15, 0.98, 0.82, 0.7,
]

export type DemoSpotPrices = ReadonlyMap<string, readonly SpotQuarter[]>

/** Made-up prices of every quarter from a day before the history to the end of tomorrow, in the shape that real ones have. */
export function drawSpotPrices(from: number, now: number, seed: number): DemoSpotPrices {
  const first = quarterOf(from - DAY_MS)
  const tomorrow = new Date(now).toLocaleDateString('sv-SE', { timeZone: ZONE })
  const end = startOfDay(tomorrow, 2, ZONE).getTime()
  const hourOf = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', hourCycle: 'h23' })
  return new Map(
    (Object.keys(USUAL) as Area[]).map((area) => {
      const random = createRandom(seed).fork(area)
      const quarters: SpotQuarter[] = []
      let day = 1
      let hour = 0
      for (let at = first; at < end; at += QUARTER_MS) {
        // Wind makes whole days cheap or dear, a little of yesterday's weather stays.
        if ((at - first) % DAY_MS === 0) day = Math.max(0.1, 0.5 * day + 0.5 * random.normal(1, 0.55))
        if ((at - first) % HOUR_MS === 0) hour = Number(hourOf.format(at))
        const perMwh = USUAL[area] * day * BY_HOUR[hour]! * random.normal(1, 0.06)
        quarters.push({ at, perMwh: perMwh.toFixed(2), currency: CURRENCY })
      }
      return [area, quarters]
    }),
  )
}

export async function writeSpotPrices(sql: Sql, prices: DemoSpotPrices): Promise<void> {
  await insertRows(
    sql,
    'spot_price',
    { area: 'text', at: 'timestamptz', per_mwh: 'numeric', currency: 'text', source: 'text' },
    [...prices].flatMap(([area, quarters]) =>
      quarters.map(({ at, perMwh, currency }) => [area, new Date(at), perMwh, currency, 'demo']),
    ),
  )
}
