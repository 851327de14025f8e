import type { Actor } from '../access/actor'
import { sitesInScope } from '../access/scope'
import { BOOKS_ZONE } from '../invoices/invoice-run'
import { startOfDay } from '../kernel/local-day'
import { validated } from '../kernel/validated'
import type { Span } from '../revenue/cubes'
import { type MarginFilter, type MarginFilterInput, marginFilterSchema, monthStart, nextMonth } from './margin-filter'

/** Margins are of one currency: that of electricity and of providers' fees. */
export const MARGIN_CURRENCY = 'SEK'

/** The days of whole months, each site's by its own clock; `to` is the day after the last. */
export const spanOf = ({ from, to }: Pick<MarginFilter, 'from' | 'to'>): Span => ({
  from: monthStart(from),
  to: monthStart(nextMonth(to)),
})

/** The same as instants of the books' zone, with the sites the actor sees: $1 from, $2 until, $3 sites, $4 one site. @throws DomainError invalid */
export function spanParameters(actor: Actor, input: MarginFilterInput): readonly unknown[] {
  const { from, to, siteId } = validated(marginFilterSchema, input)
  return [
    startOfDay(monthStart(from), 0, BOOKS_ZONE),
    startOfDay(monthStart(nextMonth(to)), 0, BOOKS_ZONE),
    sitesInScope(actor),
    siteId,
  ]
}
