import type { LiveSession } from '@/lib/live/events'

/** The server's sums of today. */
export interface TodayRead {
  readonly energyWh: number
  readonly revenue: readonly {
    readonly currency: string
    readonly total: string
    /** What the weekday usually has at this time of day. */
    readonly usualSoFar?: string | null
  }[]
  readonly unpricedCount: number
}

export interface TodayNow {
  readonly energyWh: number
  /** Of ended and running sessions; `running` is what the latter have cost so far, an estimate. Null when nothing is priced. */
  readonly revenue: { readonly currency: string; readonly total: number; readonly running: number } | null
}

/**
 * Today's sums as of now: what the server summed, and what the sessions have added since.
 * @param before sessions known when the sums were read; those that came later count from nothing
 * @param summed had ended when the sums were read: they are in the sums already
 */
export function todayNow(
  read: TodayRead,
  before: ReadonlyMap<string, LiveSession>,
  sessions: readonly LiveSession[],
  summed: ReadonlySet<string>,
): TodayNow {
  let energyWh = read.energyWh
  const [first] = read.revenue
  let currency = first?.currency ?? null
  let total = Number(first?.total ?? 0)
  let running = 0
  for (const session of sessions) {
    if (summed.has(session.id) && !before.has(session.id)) continue
    energyWh += session.energyWh - (before.get(session.id)?.energyWh ?? 0)
    if (session.total === null || session.currency === null) continue
    currency ??= session.currency
    // The server's sum is of ended sessions: a running one counts with all it has cost so far.
    if (session.currency !== currency) continue
    total += Number(session.total)
    if (session.status === 'active') running += Number(session.total)
  }
  return { energyWh, revenue: currency === null ? null : { currency, total, running } }
}
