import type { Sql } from '../../db/coalesce'
import { sqlTransaction } from '../../db/sql-transaction'
import { HEAD, packEvidence } from '../evidence'
import { EVIDENT_LINES, HEAD_TEXT, readStoredNow } from '../queries/read-evidence'

/** What one transaction keeps: bounded memory, and a crash costs a second. */
const AT_ONCE = 400
/** So that other work of the worker's is not kept waiting; the rest is kept at its next turn. */
const MOST_BATCHES = 100

/** Says what is to be kept with invoices that are being issued: an empty row each, in the transaction that issues them. */
export async function wantEvidence(sql: Sql, invoiceIds: readonly string[]): Promise<void> {
  await sql.query(
    `INSERT INTO invoice_evidence (invoice_id, session_id)
     SELECT id, 0 FROM unnest($1::bigint[]) AS given(id)
     UNION
     SELECT l.invoice_id, l.session_id FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
     WHERE l.invoice_id = ANY($1::bigint[]) AND i.kind = 'invoice' AND l.session_id IS NOT NULL`,
    [invoiceIds],
  )
}

/**
 * Keeps what newly issued invoices rest on: readings, phases, tariff, exchange prices and agreement of each session, and the invoice's own
 * text. For the worker; two take turns, and what is kept is never kept again. @returns how many rows were filled in
 */
export async function keepEvidence(now: Date): Promise<number> {
  let kept = 0
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const count = await sqlTransaction((sql) => keepSome(sql, now))
    kept += count
    if (count < AT_ONCE) break
  }
  return kept
}

async function keepSome(sql: Sql, now: Date): Promise<number> {
  const { rows: wanted } = await sql.query<{ invoice_id: string; session_id: string }>(
    `SELECT invoice_id, session_id FROM invoice_evidence WHERE content IS NULL
     ORDER BY invoice_id, session_id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`,
  )
  if (wanted.length === 0) return 0
  const stored = await readStoredNow(
    sql,
    wanted.flatMap(({ session_id }) => (session_id === HEAD ? [] : [session_id])),
  )
  const pairs = [wanted.map(({ invoice_id }) => invoice_id), wanted.map(({ session_id }) => session_id)] as const
  const [lines, heads] = [await linesOf(sql, pairs), await headsOf(sql, pairs)]
  const packed = wanted.map(({ invoice_id, session_id }) => {
    const its = lines.get(`${invoice_id} ${session_id}`) ?? ''
    if (session_id === HEAD) return packEvidence({ v: 1, head: heads.get(invoice_id) ?? '', lines: its })
    return packEvidence({ ...stored.get(session_id)!, lines: its })
  })
  await sql.query(
    `UPDATE invoice_evidence e SET taken_at = $5, digest = given.digest, content = given.content
     FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[]) AS given(invoice_id, session_id, digest, content)
     WHERE e.invoice_id = given.invoice_id AND e.session_id = given.session_id`,
    [...pairs, packed.map(({ digest }) => digest), packed.map(({ content }) => content), now],
  )
  return wanted.length
}

type Pairs = readonly [invoiceIds: readonly string[], sessionIds: readonly string[]]

async function linesOf(sql: Sql, pairs: Pairs): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql.query<{ invoice_id: string; session_id: string; lines: string }>(EVIDENT_LINES, [...pairs])
  return new Map(rows.map((row) => [`${row.invoice_id} ${row.session_id}`, row.lines]))
}

async function headsOf(sql: Sql, [invoiceIds, sessionIds]: Pairs): Promise<ReadonlyMap<string, string>> {
  const ids = invoiceIds.filter((_, at) => sessionIds[at] === HEAD)
  const { rows } = await sql.query<{ id: string; head: string }>(
    `SELECT i.id, ${HEAD_TEXT} AS head FROM invoice i WHERE i.id = ANY($1::bigint[])`,
    [ids],
  )
  return new Map(rows.map(({ id, head }) => [id, head]))
}
