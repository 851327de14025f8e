import { queryParam } from '@/app/read-param'
import { localDate } from '@/lib/invoices/due-date'
import { BOOKS_ZONE } from '@/lib/invoices/invoice-run'
import { MARGIN_BY, type MarginBy, marginFilterSchema } from '@/lib/margin/margin-filter'

export interface WantedMargin {
  readonly from: string
  readonly to: string
  readonly site: string
  readonly by: MarginBy
  /** Of the sessions sold below cost; 1 is the first. */
  readonly losses: number
}

/** What a margin's address asks for; what cannot be read becomes this month, every site, by site. */
export function readWantedMargin(
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
  now = new Date(),
): WantedMargin {
  const month = localDate(now, BOOKS_ZONE).slice(0, 7)
  const [from, to] = [queryParam(query.from) ?? month, queryParam(query.to) ?? month]
  const site = /^[1-9]\d{0,17}$/.exec(queryParam(query.site) ?? '')?.[0] ?? ''
  const asked = queryParam(query.by)
  const losses = Number(/^[1-9]\d{0,4}$/.exec(queryParam(query.losses) ?? '')?.[0] ?? 1)
  const by = MARGIN_BY.find((one) => one === asked) ?? 'site'
  return marginFilterSchema.safeParse({ from, to }).success
    ? { from, to, site, by, losses }
    : { from: month, to: month, site, by, losses: 1 }
}

export const marginHref = (path: string, wanted: WantedMargin): string =>
  `${path}?${new URLSearchParams({ from: wanted.from, to: wanted.to, ...(wanted.site && { site: wanted.site }), by: wanted.by, ...(wanted.losses > 1 && { losses: String(wanted.losses) }) })}`
