import type { Bucket } from '@/lib/revenue/dimension'
import type { Revenue, RevenuePoint } from '@/lib/revenue/queries/get-revenue'

export interface PointBeside {
  /** Of this period. */
  readonly at: string
  /** null: the period before was longer than this one. */
  readonly now: RevenuePoint | null
  /** null: it was shorter, or there is none. */
  readonly earlier: RevenuePoint | null
}

/** Every day (month, hour) of a period with the one at the same place in the period before. A day nothing was sold on is a point at nothing. */
export function pointsBeside({
  span,
  before,
  bucket,
  points,
  pointsBefore,
}: Pick<Revenue, 'span' | 'before' | 'bucket' | 'points' | 'pointsBefore'>): readonly PointBeside[] {
  const now = filled(span, bucket, points)
  const then = before === null ? [] : filled(before, bucket, pointsBefore)
  return now.map((point, index) => ({ at: point.at, now: point, earlier: then[index] ?? null }))
}

function filled(span: { from: string; to: string }, bucket: Bucket, points: readonly RevenuePoint[]) {
  const known = new Map(points.map((point) => [point.at, point]))
  return namesOf(span, bucket).map((at) => known.get(at) ?? { at, gross: '0', energyWh: 0, sessions: 0 })
}

function namesOf({ from, to }: { from: string; to: string }, bucket: Bucket): readonly string[] {
  if (bucket === 'hour') return Array.from({ length: 24 }, (_, hour) => String(hour))
  const names: string[] = []
  const at = new Date(`${bucket === 'month' ? `${from.slice(0, 7)}-01` : from}T00:00:00Z`)
  for (
    ;
    at.toISOString().slice(0, 10) < to;
    bucket === 'month' ? at.setUTCMonth(at.getUTCMonth() + 1) : at.setUTCDate(at.getUTCDate() + 1)
  )
    names.push(at.toISOString().slice(0, 10))
  return names
}
