import type { Sql } from '../../db/coalesce'
import type { Draft } from '../draft'

/**
 * Writes drafts with their lines and takes their sessions and fees: six statements, however many. In the caller's transaction.
 * @returns the invoices' ids, in the order given
 * @throws a unique violation when somebody else has invoiced one of the sessions or fees meanwhile
 */
export async function storeDrafts(sql: Sql, drafts: readonly Draft[]): Promise<readonly string[]> {
  if (drafts.length === 0) return []
  const { rows } = await sql.query<{ id: string }>(
    `SELECT nextval(pg_get_serial_sequence('invoice', 'id')) AS id FROM generate_series(1, $1)`,
    [drafts.length],
  )
  const ids = rows.map(({ id }) => id)
  const sessionsOf = drafts.map(({ billables }) => new Set(billables.flatMap(({ session }) => session?.id ?? [])))
  await sql.query(
    `INSERT INTO invoice (id, customer_id, cost_centre_id, run_id, language, currency, period_from, period_to, vat_totals, net_total,
       vat_total, gross_total, rounding, payable, open_amount, session_count, created_by)
     SELECT id, customer, centre, run, language, currency, period_from, period_to, vat_totals, net, vat, gross, rounding, payable,
       payable, sessions, by
     FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::date[], $8::date[], $9::jsonb[],
       $10::numeric[], $11::numeric[], $12::numeric[], $13::numeric[], $14::numeric[], $15::int[], $16::text[])
       AS given(id, customer, centre, run, language, currency, period_from, period_to, vat_totals, net, vat, gross, rounding, payable,
         sessions, by)`,
    [
      ids,
      drafts.map((draft) => draft.customerId),
      drafts.map((draft) => draft.costCentreId),
      drafts.map((draft) => draft.runId),
      drafts.map((draft) => draft.language),
      drafts.map((draft) => draft.currency),
      drafts.map((draft) => draft.periodFrom),
      drafts.map((draft) => draft.periodTo),
      drafts.map((draft) => JSON.stringify(draft.built.vatTotals)),
      drafts.map((draft) => draft.built.netTotal),
      drafts.map((draft) => draft.built.vatTotal),
      drafts.map((draft) => draft.built.grossTotal),
      drafts.map((draft) => draft.built.rounding),
      drafts.map((draft) => draft.built.payable),
      sessionsOf.map((sessions) => sessions.size),
      drafts.map((draft) => draft.by),
    ],
  )
  await insertLines(sql, drafts, ids)
  await sql.query(
    'INSERT INTO billed_session (session_id, invoice_id) SELECT * FROM unnest($1::bigint[], $2::bigint[])',
    [
      sessionsOf.flatMap((sessions) => [...sessions]),
      sessionsOf.flatMap((sessions, at) => Array.from({ length: sessions.size }, () => ids[at])),
    ],
  )
  await takeFees(sql, drafts, ids)
  return ids
}

/** A fee of several parts is one month's. */
async function takeFees(sql: Sql, drafts: readonly Draft[], ids: readonly string[]): Promise<void> {
  const taken = drafts.flatMap(({ billables }, at) =>
    billables.flatMap(({ fee }) => (fee === null ? [] : [{ invoiceId: ids[at], ...fee }])),
  )
  if (taken.length === 0) return
  await sql.query(
    `INSERT INTO billed_fee (subscription_id, month, invoice_id)
     SELECT DISTINCT * FROM unnest($1::bigint[], $2::date[], $3::bigint[])`,
    [
      taken.map(({ subscriptionId }) => subscriptionId),
      taken.map(({ month }) => month),
      taken.map(({ invoiceId }) => invoiceId),
    ],
  )
}

const textOf = (value: object | null): string | null => (value === null ? null : JSON.stringify(value))

/** What one statement carries comfortably. */
const LINES_PER_STATEMENT = 10_000

async function insertLines(sql: Sql, drafts: readonly Draft[], ids: readonly string[]): Promise<void> {
  const lines = drafts.flatMap(({ billables, built }, at) =>
    billables.map((billable, index) => ({
      invoiceId: ids[at],
      position: index + 1,
      billable,
      line: built.lines[index]!,
    })),
  )
  for (let from = 0; from < lines.length; from += LINES_PER_STATEMENT) {
    const chunk = lines.slice(from, from + LINES_PER_STATEMENT)
    await sql.query(
      `INSERT INTO invoice_line (invoice_id, position, kind, text, quantity, unit, unit_price, net, vat_percent, vat_category, vat,
         gross, cost_centre, session_id, session, price, subscription_id, fee_month, fee)
       SELECT * FROM unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::numeric[], $6::text[], $7::numeric[], $8::numeric[],
         $9::numeric[], $10::text[], $11::numeric[], $12::numeric[], $13::jsonb[], $14::bigint[], $15::jsonb[], $16::jsonb[],
         $17::bigint[], $18::date[], $19::jsonb[])`,
      [
        chunk.map(({ invoiceId }) => invoiceId),
        chunk.map(({ position }) => position),
        chunk.map(({ billable }) => billable.kind),
        chunk.map(({ billable }) => billable.text),
        chunk.map(({ line }) => line.quantity),
        chunk.map(({ line }) => line.unit),
        chunk.map(({ line }) => line.unitPrice),
        chunk.map(({ line }) => line.net),
        chunk.map(({ line }) => line.vatPercent),
        chunk.map(({ line }) => line.vatCategory),
        chunk.map(({ line }) => line.vat),
        chunk.map(({ line }) => line.gross),
        chunk.map(({ billable }) => textOf(billable.costCentre)),
        chunk.map(({ billable }) => billable.session?.id ?? null),
        chunk.map(({ billable }) => textOf(billable.session)),
        chunk.map(({ billable }) => textOf(billable.source)),
        chunk.map(({ billable }) => billable.fee?.subscriptionId ?? null),
        chunk.map(({ billable }) => billable.fee?.month ?? null),
        chunk.map(({ billable }) => textOf(billable.fee)),
      ],
    )
  }
}
