import { PERIOD_DAYS, type PeriodDays } from '@/lib/performance/period'

/** What the reader has chosen to see, as the address keeps it. */
export interface Wanted {
  readonly days: PeriodDays
  readonly site: string | null
  readonly model: string | null
  readonly station: string | null
}

export const DEFAULT_DAYS: PeriodDays = 30

export const isPeriodDays = (value: number): value is PeriodDays => (PERIOD_DAYS as readonly number[]).includes(value)

/** An address with the same choice; `extra` adds to it or (null) takes away. */
export function hrefWith(path: string, wanted: Wanted, extra: Readonly<Record<string, string | null>> = {}): string {
  const query = new URLSearchParams()
  const all: Readonly<Record<string, string | null>> = {
    days: wanted.days === DEFAULT_DAYS ? null : String(wanted.days),
    site: wanted.site,
    model: wanted.model,
    station: wanted.station,
    ...extra,
  }
  for (const [name, value] of Object.entries(all)) if (value) query.set(name, value)
  return query.size === 0 ? path : `${path}?${query}`
}
