import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { pool } from '../../db/client'
import { plusDays } from '../../invoices/due-date'
import { BOOKS_ZONE } from '../../invoices/invoice-run'
import { DomainError } from '../../kernel/errors'
import { startOfDay } from '../../kernel/local-day'
import { Decimal } from '../../kernel/money'
import { DAY_MS } from '../../kernel/time'
import { monthStart, nextMonth } from '../../margin/margin-filter'
import { readFeesDue } from '../../plans/queries/fees-due'
import type { AccrualKind, AccrualRow } from '../accrual'

export interface Accruals {
  /** The month's last day. */
  readonly onDate: string
  readonly rows: readonly AccrualRow[]
}

/** What ended longer ago is not thought to be invoiced any more. */
const BACK_MS = 366 * DAY_MS

/**
 * SQL (for `WITH`): `accrued`, the sessions that somebody will be invoiced for, or whose driver's payment was not in the books yet. $1 from,
 * $2 until (instants), $3 the month's last day. A session is invoiced that day when an invoice issued by then has it, unless a credit note
 * issued by then gave it back to be invoiced anew; one that was charged on invoice and given back whole never will be.
 */
const ACCRUED = `
  given_back AS (
    SELECT back.session_id, back.credits_id FROM invoice note JOIN invoice_line back ON back.invoice_id = note.id
    LEFT JOIN billed_session billed ON billed.session_id = back.session_id AND billed.invoice_id = back.credits_id
    WHERE note.kind = 'credit-note' AND note.state = 'issued' AND note.issue_date <= $3 AND back.session_id IS NOT NULL AND billed.session_id IS NULL
  ), invoiced AS (
    SELECT line.session_id FROM invoice JOIN invoice_line line ON line.invoice_id = invoice.id
    LEFT JOIN given_back ON given_back.session_id = line.session_id AND given_back.credits_id = invoice.id
    WHERE invoice.kind = 'invoice' AND invoice.state = 'issued' AND invoice.issue_date <= $3 AND line.session_id IS NOT NULL
      AND given_back.session_id IS NULL
  ), paid AS (
    SELECT payment.session_id, provider.kind AS by,
      CASE WHEN payment.state = 'paid' THEN (payment.settled_at AT TIME ZONE '${BOOKS_ZONE}')::date END AS on_day
    FROM payment JOIN payment_provider provider ON provider.id = payment.provider_id WHERE payment.session_id IS NOT NULL AND provider.kind <> 'invoice'
  ), accrued AS (
    SELECT CASE WHEN paid.by IS NULL THEN 'sessions' ELSE 'driver-payments' END AS kind, session.id, priced.total_excl_vat AS net,
      CASE WHEN paid.by IS NULL THEN session.customer_id END AS customer_id
    FROM session JOIN priced_session priced ON priced.session_id = session.id LEFT JOIN paid ON paid.session_id = session.id
    WHERE session.status = 'ended' AND session.ended_at >= $1 AND session.ended_at < $2 AND priced.currency = 'SEK' AND priced.total_excl_vat > 0
      AND CASE WHEN paid.by IS NULL THEN session.customer_id IS NOT NULL ELSE paid.by <> 'sandbox' AND paid.on_day > $3 END
      AND NOT EXISTS (SELECT 1 FROM invoiced WHERE invoiced.session_id = session.id)
      AND NOT EXISTS (
        SELECT 1 FROM payment JOIN payment_provider provider ON provider.id = payment.provider_id
        WHERE payment.session_id = session.id AND provider.kind = 'invoice' AND payment.captured > 0
          AND payment.captured <= (SELECT coalesce(sum(amount), 0) FROM refund WHERE refund.payment_id = payment.id AND refund.stage = 'done'))
  )`

/**
 * What belongs to a month's end, customer by customer: what was delivered by then and not invoiced, and what was invoiced by then for
 * later. As the documents say today: a session that was priced late belongs to the month it ended in. @param month `2026-10`
 * @throws DomainError invalid
 */
export async function getAccruals(actor: Actor, month: string, now = new Date()): Promise<Accruals> {
  requireAct(actor, 'ledger.read')
  requireAllSites(actor)
  const { onDate, parameters } = spanOf(month)
  const { rows } = await pool().query<{
    kind: AccrualKind
    customer_id: string | null
    name: string | null
    count: number
    net: string
  }>(
    `WITH ${ACCRUED}
     SELECT found.kind, found.customer_id, customer.name, count(*)::int AS count, sum(found.net)::text AS net FROM (
       SELECT kind, customer_id, net FROM accrued
       UNION ALL
       -- Fees of months that were over by then, on invoices issued after; and fees of later months on invoices issued by then.
       SELECT CASE WHEN line.fee_month <= $3 THEN 'fees' ELSE 'prepaid-fees' END, invoice.customer_id, line.net
       FROM invoice_line line JOIN invoice ON invoice.id = line.invoice_id
       WHERE line.kind = 'subscription' AND invoice.kind = 'invoice' AND invoice.state = 'issued' AND line.fee_month > $3::date - 366
         AND (line.fee_month <= $3) = (invoice.issue_date > $3)
         AND NOT EXISTS (SELECT 1 FROM invoice_line back JOIN invoice note ON note.id = back.invoice_id
           WHERE back.credits_id = line.invoice_id AND back.credits_position = line.position AND note.state = 'issued')
     ) AS found LEFT JOIN customer ON customer.id = found.customer_id
     GROUP BY 1, 2, 3 ORDER BY 1, customer.name, 2`,
    parameters,
  )
  const listed = rows.map(
    (row): AccrualRow => ({
      kind: row.kind,
      customerId: row.customer_id === null ? null : BigInt(row.customer_id),
      customerName: row.name,
      count: row.count,
      net: new Decimal(row.net).toFixed(2),
    }),
  )
  return { onDate, rows: mergeFees(listed, await feesNeverInvoiced(month, now)) }
}

/** @throws DomainError invalid */
function spanOf(month: string) {
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(month))
    throw new DomainError('invalid', 'Not a month.', { month: 'not-a-month' })
  const onDate = plusDays(monthStart(nextMonth(month)), -1)
  const until = startOfDay(onDate, 1, BOOKS_ZONE)
  return { onDate, parameters: [new Date(until.getTime() - BACK_MS), until, onDate] }
}

const MONTHS_BACK = 12

/** Fees of the year's months up to this one that are on no invoice today. */
async function feesNeverInvoiced(month: string, now: Date): Promise<readonly AccrualRow[]> {
  const months: string[] = []
  let one = month
  for (let back = 0; back < MONTHS_BACK; back += 1) {
    if (startOfDay(monthStart(nextMonth(one)), 0, BOOKS_ZONE) <= now) months.push(monthStart(one))
    one = plusDays(monthStart(one), -1).slice(0, 7)
  }
  const due = await readFeesDue(pool(), months, null)
  return [...due].flatMap(([customerId, { name, fees }]): AccrualRow[] => {
    const parts = fees.flatMap((fee) => fee.parts).filter(({ currency }) => currency === 'SEK')
    const net = parts.reduce((sum, { amount, vat }) => sum.plus(amount).minus(vat), new Decimal(0))
    return net.isZero()
      ? []
      : [{ kind: 'fees', customerId: BigInt(customerId), customerName: name, count: parts.length, net: net.toFixed(2) }]
  })
}

function mergeFees(rows: readonly AccrualRow[], more: readonly AccrualRow[]): readonly AccrualRow[] {
  const merged = [...rows]
  for (const fee of more) {
    const at = merged.findIndex(({ kind, customerId }) => kind === 'fees' && customerId === fee.customerId)
    if (at < 0) merged.push(fee)
    else {
      const known = merged[at]!
      merged[at] = { ...known, count: known.count + fee.count, net: new Decimal(known.net).plus(fee.net).toFixed(2) }
    }
  }
  return merged
}

export interface AccruedSession {
  readonly sessionId: bigint
  readonly endedAt: Date
  readonly siteName: string | null
  readonly net: string
}

/** The sessions behind a customer's row (null: drivers' payments), oldest first. @throws DomainError invalid */
export async function listAccruedSessions(
  actor: Actor,
  month: string,
  customerId: bigint | null,
  limit = 1000,
): Promise<readonly AccruedSession[]> {
  requireAct(actor, 'ledger.read')
  requireAllSites(actor)
  const { rows } = await pool().query<{ id: string; ended_at: Date; site: string | null; net: string }>(
    `WITH ${ACCRUED}
     SELECT accrued.id, session.ended_at, site.name AS site, accrued.net::text AS net
     FROM accrued JOIN session ON session.id = accrued.id LEFT JOIN site ON site.id = session.site_id
     WHERE accrued.customer_id IS NOT DISTINCT FROM $4::bigint ORDER BY session.ended_at, accrued.id LIMIT $5`,
    [...spanOf(month).parameters, customerId, limit],
  )
  return rows.map((row) => ({
    sessionId: BigInt(row.id),
    endedAt: row.ended_at,
    siteName: row.site,
    net: row.net,
  }))
}
