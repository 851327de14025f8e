import { db } from '../../db/client'
import { startOfDay } from '../../kernel/local-day'
import { DAY_MS } from '../../kernel/time'
import { NoPrices, type PublishedPrice } from '../read-entsoe'
import { PRICE_AREAS, type PriceArea, type SpotProvider } from '../spot-provider'

const ZONE = 'Europe/Stockholm'
/** As many days back as are asked for again when they are not whole. */
const DAYS_BACK = 7

export interface SpotImport {
  readonly area: PriceArea
  readonly stored: number
  /** Why nothing came, when nothing did. */
  readonly problem: string | null
}

/**
 * Asks for every area's days that are not whole yet, from a week ago to tomorrow, and stores what is published. A price once stored stays:
 * sessions have been priced by it. Harmless when done twice.
 */
export async function importSpotPrices(provider: SpotProvider, now: Date): Promise<SpotImport[]> {
  const results: SpotImport[] = []
  for (const area of PRICE_AREAS) {
    const span = await missingSpan(area, now)
    if (span === null) continue
    try {
      results.push({
        area,
        stored: await store(area, provider.name, await provider.ask(area, span.from, span.to)),
        problem: null,
      })
    } catch (error) {
      const isEmpty = error instanceof NoPrices
      results.push({
        area,
        stored: 0,
        problem: isEmpty ? null : error instanceof Error ? error.message : String(error),
      })
    }
  }
  return results
}

/** From the first day with a quarter missing to the end of tomorrow; null when all are there. Days have 92, 96 or 100 quarters. */
async function missingSpan(area: PriceArea, now: Date): Promise<{ from: Date; to: Date } | null> {
  const today = now.toLocaleDateString('sv-SE', { timeZone: ZONE })
  const first = startOfDay(today, -DAYS_BACK, ZONE)
  const to = startOfDay(today, 2, ZONE)
  const rows = await db().spotPrice.findMany({
    where: { area, at: { gte: first, lt: to } },
    select: { at: true },
  })
  const known = new Set(rows.map(({ at }) => at.getTime()))
  for (let day = -DAYS_BACK; day < 2; day += 1) {
    const [from, until] = [startOfDay(today, day, ZONE), startOfDay(today, day + 1, ZONE)]
    for (let at = from.getTime(); at < until.getTime(); at += DAY_MS / 96) {
      if (!known.has(at)) return { from, to }
    }
  }
  return null
}

async function store(area: PriceArea, source: string, prices: readonly PublishedPrice[]): Promise<number> {
  const { count } = await db().spotPrice.createMany({
    data: prices.map(({ at, perMwh, currency }) => ({ area, at, perMwh, currency, source })),
    skipDuplicates: true,
  })
  return count
}
