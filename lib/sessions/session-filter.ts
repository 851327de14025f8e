import { z } from 'zod'
import { startOfDay } from '../kernel/local-day'
import { MEANS } from '../revenue/dimension'
import type { SessionFilter } from './queries/list-sessions'

/** Of the years that the database counts as we do. */
const day = z.string().regex(/^[12]\d{3}-\d{2}-\d{2}$/)
const id = z.string().regex(/^[1-9]\d{0,17}$/)
/** 0: those without one. */
const idOrNone = z.string().regex(/^(0|[1-9]\d{0,17})$/)
/** What a report counts apart. */
export const MONEY_STATES = ['unpriced', 'unpaid', 'refunded', 'under-review', 'cost-known'] as const

/** The list's filter as it stands in a URL. What cannot be read is as if it were absent: an old link still opens. */
export const sessionFilterSchema = z.object({
  q: z.string().max(100).optional().catch(undefined),
  /** `waiting`: ended, and messages of it are missing. */
  status: z.enum(['active', 'ended', 'waiting']).optional().catch(undefined),
  site: idOrNone.optional().catch(undefined),
  station: z.string().max(48).optional().catch(undefined),
  token: id.optional().catch(undefined),
  customer: idOrNone.optional().catch(undefined),
  /** `open` for any flag, else one flag's code. */
  review: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .optional()
    .catch(undefined),
  /** Local days, both included. */
  from: day.optional().catch(undefined),
  to: day.optional().catch(undefined),
  /** As the revenue reports count: by when a session ended, on its site's clock. Both days included. */
  endedFrom: day.optional().catch(undefined),
  endedTo: day.optional().catch(undefined),
  tariff: idOrNone.optional().catch(undefined),
  means: z.enum(MEANS).optional().catch(undefined),
  hour: z.coerce.number().int().min(0).max(23).optional().catch(undefined),
  weekday: z.coerce.number().int().min(1).max(7).optional().catch(undefined),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .catch(undefined),
  money: z.enum(MONEY_STATES).optional().catch(undefined),
})
export type SessionFilterSaid = z.output<typeof sessionFilterSchema>

export const FILTER_KEYS = Object.keys(sessionFilterSchema.shape) as readonly (keyof SessionFilterSaid)[]

/** @param timeZone whose days `from` and `to` are */
export function toFilter(said: SessionFilterSaid, timeZone = 'Europe/Stockholm'): SessionFilter {
  return {
    search: said.q,
    status: said.status === 'waiting' ? 'ended' : said.status,
    completeness: said.status === 'waiting' ? 'waiting' : undefined,
    siteId: reference(said.site),
    stationId: said.station,
    tokenId: said.token === undefined ? undefined : BigInt(said.token),
    customerId: reference(said.customer),
    review: said.review === 'open' ? true : said.review,
    from: said.from === undefined ? undefined : startOfDay(said.from, 0, timeZone),
    to: said.to === undefined ? undefined : startOfDay(said.to, 1, timeZone),
    revenue: revenueOf(said),
  }
}

/** 0 is not an id: the facts of revenue know it. */
const reference = (text: string | undefined) => (text === undefined || text === '0' ? undefined : BigInt(text))

function revenueOf(said: SessionFilterSaid): SessionFilter['revenue'] {
  const none = (text: string | undefined) => (text === '0' ? 0n : undefined)
  const wanted = {
    from: said.endedFrom,
    to: said.endedTo,
    siteId: none(said.site),
    customerId: none(said.customer),
    tariffId: said.tariff === undefined ? undefined : BigInt(said.tariff),
    means: said.means,
    hour: said.hour,
    weekday: said.weekday,
    currency: said.currency,
    money: said.money,
  }
  return Object.values(wanted).some((value) => value !== undefined) ? wanted : undefined
}
