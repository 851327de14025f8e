import type { Actor } from '../access/actor'
import { sitesInScope } from '../access/scope'
import { BOOKS_ZONE } from '../invoices/invoice-run'
import { startOfDay } from '../kernel/local-day'
import { validated } from '../kernel/validated'
import { type MarginFilterInput, marginFilterSchema, monthStart, nextMonth } from './margin-filter'

/** The sessions that ended in a span at the sites the actor sees: $1 from, $2 until, $3 sites, $4 one site. */
export const SESSIONS_OF_SPAN = `
  sessions AS MATERIALIZED (
    SELECT id FROM session WHERE ended_at >= $1 AND ended_at < $2 AND status = 'ended'
      AND ($3::bigint[] IS NULL OR site_id = ANY($3)) AND ($4::bigint IS NULL OR site_id = $4)
  )`

/** The parameters of SESSIONS_OF_SPAN. @throws DomainError invalid */
export function spanParameters(actor: Actor, input: MarginFilterInput): readonly unknown[] {
  const { from, to, siteId } = validated(marginFilterSchema, input)
  return [
    startOfDay(monthStart(from), 0, BOOKS_ZONE),
    startOfDay(monthStart(nextMonth(to)), 0, BOOKS_ZONE),
    sitesInScope(actor),
    siteId,
  ]
}
