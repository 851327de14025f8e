import { queryParam, type SearchParams } from '@/app/read-param'
import { DEFAULT_DAYS, isPeriodDays, type Wanted } from '@/components/performance/wanted'
import { dayIn, lastDays, plusDays } from '@/lib/performance/period'
import type { PerformanceFilter } from '@/lib/performance/queries/wanted-days'
import { NO_SITE_ZONE } from '@/lib/performance/zone'

export interface Reading {
  readonly wanted: Wanted
  readonly filter: PerformanceFilter
  /** The last day that is over. */
  readonly lastDay: string
  readonly query: Awaited<SearchParams>
}

/** What the address asks for; what it cannot mean is left out. */
export async function readWanted(searchParams: SearchParams): Promise<Reading> {
  const query = await searchParams
  const days = Number(queryParam(query.days))
  const site = queryParam(query.site)
  const wanted: Wanted = {
    days: isPeriodDays(days) ? days : DEFAULT_DAYS,
    site: site !== undefined && /^[1-9]\d{0,17}$/.test(site) ? site : null,
    model: queryParam(query.model)?.slice(0, 200) ?? null,
    station: queryParam(query.station)?.slice(0, 48) ?? null,
  }
  const today = dayIn(new Date(), NO_SITE_ZONE)
  const [vendor, model] = wanted.model?.split('|') ?? []
  return {
    wanted,
    filter: {
      ...lastDays(today, wanted.days),
      siteId: wanted.site === null ? undefined : BigInt(wanted.site),
      stationId: wanted.station ?? undefined,
      vendor: vendor || undefined,
      model: model || undefined,
    },
    lastDay: plusDays(today, -1),
    query,
  }
}
