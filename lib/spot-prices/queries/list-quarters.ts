import { db, type Transaction } from '../../db/client'
import { quarterOf, type SpotQuarter } from '../../tariffs/spot'

export interface SpotStretch {
  readonly area: string
  readonly from: Date
  readonly until: Date
}

/** The exchange's prices of a stretch of time, in order. */
export async function listQuarters(
  { area, from, until }: SpotStretch,
  client: Transaction = db(),
): Promise<readonly SpotQuarter[]> {
  const rows = await client.spotPrice.findMany({
    where: { area, at: { gte: new Date(quarterOf(from.getTime())), lte: until } },
    select: { at: true, perMwh: true, currency: true },
    orderBy: { at: 'asc' },
  })
  return rows.map(({ at, perMwh, currency }) => ({ at: at.getTime(), perMwh: perMwh.toString(), currency }))
}
