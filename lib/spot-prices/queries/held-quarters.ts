import { db } from '../../db/client'
import { DAY_MS } from '../../kernel/time'
import { QUARTER_MS, quarterOf, type SpotQuarter } from '../../tariffs/spot'

/** By area and quarter: what this process knows without asking. A process that has loaded nothing knows nothing. */
const held = new Map<string, ReadonlyMap<number, SpotQuarter>>()
const BACK_MS = 40 * DAY_MS

/** The exchange's prices of these quarters as far as this process holds them; no query. */
export function heldQuarters(area: string, from: Date, until: Date): readonly SpotQuarter[] {
  const prices = held.get(area)
  if (prices === undefined) return []
  const found: SpotQuarter[] = []
  for (let at = quarterOf(from.getTime()); at <= until.getTime(); at += QUARTER_MS) {
    const quarter = prices.get(at)
    if (quarter !== undefined) found.push(quarter)
  }
  return found
}

/** Reads the last weeks' prices into memory, for processes that price sessions with every message. One query. */
export async function holdQuarters(now: Date): Promise<void> {
  const rows = await db().spotPrice.findMany({
    where: { at: { gte: new Date(now.getTime() - BACK_MS) } },
    select: { area: true, at: true, perMwh: true, currency: true },
  })
  const areas = new Map<string, Map<number, SpotQuarter>>()
  for (const { area, at, perMwh, currency } of rows) {
    const prices = areas.get(area) ?? new Map<number, SpotQuarter>()
    prices.set(at.getTime(), { at: at.getTime(), perMwh: perMwh.toString(), currency })
    areas.set(area, prices)
  }
  held.clear()
  for (const [area, prices] of areas) held.set(area, prices)
}
