import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { db, pool } from '../../db/client'

/** A site or a tariff, and whether it asks for payment first. */
export interface PayPlaceRule {
  readonly id: bigint
  readonly name: string
  readonly asksPaymentFirst: boolean
}

/** Every site and every tariff in use, by name. @throws DomainError forbidden */
export async function listPayPlaces(
  actor: Actor,
): Promise<{ sites: PayPlaceRule[]; tariffs: PayPlaceRule[]; hasWayToPay: boolean }> {
  requireAct(actor, 'payment-providers.write')
  requireAllSites(actor)
  const select = { id: true, name: true, asksPaymentFirst: true } as const
  const [sites, tariffs, ways] = await Promise.all([
    db().site.findMany({ select, orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
    db().tariff.findMany({ where: { archived: false }, select, orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
    db().paymentProvider.count({ where: { isEnabled: true, kind: { not: 'invoice' } } }),
  ])
  return { sites, tariffs, hasWayToPay: ways > 0 }
}

/** Sessions that charged unpaid where payment is asked for first, and that nobody has looked at. @throws DomainError forbidden */
export async function countUnpaidSessions(actor: Actor): Promise<number> {
  requireAct(actor, 'payments.read')
  const sites = actor.siteIds === null ? null : actor.siteIds.map(String)
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM session_review r JOIN session s ON s.id = r.session_id
     WHERE r.resolved_at IS NULL AND r.flag = 'payment-missing' AND ($1::bigint[] IS NULL OR s.site_id = ANY($1))`,
    [sites],
  )
  return rows[0]?.count ?? 0
}

/** Whether customers may charge on their invoice by a payment. @throws DomainError forbidden */
export async function isOnInvoiceOpen(actor: Actor): Promise<boolean> {
  requireAct(actor, 'payments.read')
  return (await db().paymentProvider.count({ where: { kind: 'invoice', isEnabled: true } })) > 0
}
