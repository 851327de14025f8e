import { z } from 'zod'
import { startOfDay } from '../kernel/local-day'
import type { SessionFilter } from './queries/list-sessions'

/** Of the years that the database counts as we do. */
const day = z.string().regex(/^[12]\d{3}-\d{2}-\d{2}$/)
const id = z.string().regex(/^[1-9]\d{0,17}$/)

/** The list's filter as it stands in a URL. What cannot be read is as if it were absent: an old link still opens. */
export const sessionFilterSchema = z.object({
  q: z.string().max(100).optional().catch(undefined),
  /** `waiting`: ended, and messages of it are missing. */
  status: z.enum(['active', 'ended', 'waiting']).optional().catch(undefined),
  site: id.optional().catch(undefined),
  station: z.string().max(48).optional().catch(undefined),
  token: id.optional().catch(undefined),
  customer: id.optional().catch(undefined),
  /** `open` for any flag, else one flag's code. */
  review: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .optional()
    .catch(undefined),
  /** Local days, both included. */
  from: day.optional().catch(undefined),
  to: day.optional().catch(undefined),
})
export type SessionFilterSaid = z.output<typeof sessionFilterSchema>

export const FILTER_KEYS = Object.keys(sessionFilterSchema.shape) as readonly (keyof SessionFilterSaid)[]

/** @param timeZone whose days `from` and `to` are */
export function toFilter(said: SessionFilterSaid, timeZone = 'Europe/Stockholm'): SessionFilter {
  return {
    search: said.q,
    status: said.status === 'waiting' ? 'ended' : said.status,
    completeness: said.status === 'waiting' ? 'waiting' : undefined,
    siteId: said.site === undefined ? undefined : BigInt(said.site),
    stationId: said.station,
    tokenId: said.token === undefined ? undefined : BigInt(said.token),
    customerId: said.customer === undefined ? undefined : BigInt(said.customer),
    review: said.review === 'open' ? true : said.review,
    from: said.from === undefined ? undefined : startOfDay(said.from, 0, timeZone),
    to: said.to === undefined ? undefined : startOfDay(said.to, 1, timeZone),
  }
}
