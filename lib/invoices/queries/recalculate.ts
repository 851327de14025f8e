import type { Sql } from '../../db/coalesce'
import { Decimal } from '../../kernel/money'
import type { Entry } from '../../ledger/book'
import { isPriced } from '../../tariffs/price-session'
import { compareEvidence, type StoredNow } from '../compare-evidence'
import { addCounts, type CheckCounts, type Difference, type Finding, NO_COUNTS } from '../difference'
import { type Evidence, HEAD, isHead, unpackEvidence } from '../evidence'
import { type Rated, rateEvidence } from '../rate-evidence'
import { type IssuedInvoice, type IssuedLine, type Reworked, recalculateInvoice } from '../recalculate-invoice'
import { EVIDENT_LINES, HEAD_TEXT, readStoredNow } from './read-evidence'

/** What one step takes: memory is bounded by them, and by the lines of the largest invoice. */
const INVOICES_AT_ONCE = 200
const SESSIONS_AT_ONCE = 400

export interface Recalculated {
  readonly differences: readonly Difference[]
  readonly counts: CheckCounts
  /** The last invoice that is done; null: there was none left. */
  readonly last: string | null
}

/**
 * Works the next issued invoices out again, from raw readings to books, and says what is not as it was issued. Reads only.
 * @param after the id of the last invoice that is done
 * @param only this invoice alone
 */
export async function recalculateSome(sql: Sql, after: string, only: string | null = null): Promise<Recalculated> {
  const { rows: invoices } = await sql.query<InvoiceRow>(NEXT_INVOICES, [after, only])
  const last = invoices.at(-1)
  if (last === undefined) return { differences: [], counts: NO_COUNTS, last: null }
  const ids = invoices.map(({ id }) => id)
  const [lines, booked, wrongNotes] = [await linesOf(sql, ids), await bookedOf(sql, ids), await wrongCredits(sql, ids)]
  const pairs = invoices.flatMap(({ id, kind }): [string, string][] => [
    [id, HEAD],
    ...(kind === 'invoice' ? [...sessionsOf(lines.get(id) ?? [])].map((its): [string, string] => [id, its]) : []),
  ])
  const differences: Difference[] = []
  const numberOf = new Map(invoices.map(({ id, number }) => [id, number]))
  const tell = (invoiceId: string, sessionId: string | null, finding: Finding) =>
    differences.push({ invoiceId, number: numberOf.get(invoiceId) ?? '', sessionId, ...finding })
  const reworked = new Map<string, Map<string, Reworked>>(ids.map((id) => [id, new Map()]))
  let counts: CheckCounts = { ...NO_COUNTS, invoices: invoices.length }
  const bySession = linesBySession(lines)
  for (let from = 0; from < pairs.length; from += SESSIONS_AT_ONCE) {
    const checked = await checkEvidence(sql, pairs.slice(from, from + SESSIONS_AT_ONCE), bySession, tell)
    counts = addCounts(counts, checked.counts)
    for (const { invoiceId, sessionId, its } of checked.reworked) reworked.get(invoiceId)!.set(sessionId, its)
  }
  for (const invoice of invoices) {
    const its = lines.get(invoice.id) ?? []
    counts = { ...counts, lines: counts.lines + its.length }
    const issued: IssuedInvoice = { ...invoice, lines: its, booked: booked.get(invoice.id) ?? [] }
    for (const { sessionId, ...finding } of recalculateInvoice(issued, reworked.get(invoice.id)!)) {
      tell(invoice.id, sessionId, finding)
    }
  }
  for (const { id, sessionId, ...finding } of wrongNotes) tell(id, sessionId, { what: 'line', ...finding })
  return { differences, counts, last: last.id }
}

type InvoiceRow = Omit<IssuedInvoice, 'lines' | 'booked'> & { readonly id: string; readonly number: string }

/** The first is taken however large it is. */
const NEXT_INVOICES = `
  SELECT id, number, kind, language, currency, "netTotal", "vatTotal", "grossTotal", rounding, payable, "vatTotals", "roundsToWhole" FROM (
    SELECT i.id, i.number, i.kind, i.language, i.currency, i.net_total::text AS "netTotal", i.vat_total::text AS "vatTotal",
      i.gross_total::text AS "grossTotal", i.rounding::text, i.payable::text, i.vat_totals AS "vatTotals",
      coalesce(s.rounds_to_whole, false) AS "roundsToWhole",
      sum(i.session_count) OVER (ORDER BY i.id) - i.session_count AS before, row_number() OVER (ORDER BY i.id) AS place
    FROM (
      SELECT * FROM invoice WHERE state = 'issued' AND id > $1 AND ($2::bigint IS NULL OR id = $2) ORDER BY id LIMIT ${INVOICES_AT_ONCE}
    ) AS i LEFT JOIN seller s ON s.id = i.seller_id
  ) AS next WHERE place = 1 OR before < ${2 * SESSIONS_AT_ONCE} ORDER BY id`

type LineRow = IssuedLine & { readonly energyKwh: string | null; readonly isCredited: boolean }

async function linesOf(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, readonly LineRow[]>> {
  const { rows } = await sql.query<LineRow & { invoiceId: string }>(
    `SELECT l.invoice_id AS "invoiceId", l.position, l.kind, trim_scale(l.quantity)::text AS quantity, l.unit,
       trim_scale(l.unit_price)::text AS "unitPrice", l.net::text, trim_scale(l.vat_percent)::text AS "vatPercent",
       l.vat_category AS "vatCategory", l.vat::text, l.gross::text, l.session_id AS "sessionId",
       CASE WHEN l.price ? 'line' THEN jsonb_build_object('line', (l.price -> 'line') - 'spot', 'isVatIncluded', l.price -> 'isVatIncluded') END AS source,
       l.fee, l.session ->> 'energyKwh' AS "energyKwh",
       EXISTS (SELECT 1 FROM invoice_line c WHERE c.credits_id = l.invoice_id AND c.credits_position = l.position) AS "isCredited"
     FROM invoice_line l WHERE l.invoice_id = ANY($1::bigint[]) ORDER BY l.invoice_id, l.position`,
    [ids],
  )
  const byInvoice = new Map<string, LineRow[]>()
  for (const { invoiceId, ...line } of rows) {
    const its = byInvoice.get(invoiceId)
    if (its === undefined) byInvoice.set(invoiceId, [line])
    else its.push(line)
  }
  return byInvoice
}

/** By invoice and session, `17 4711`. */
function linesBySession(lines: ReadonlyMap<string, readonly LineRow[]>): ReadonlyMap<string, readonly LineRow[]> {
  const found = new Map<string, LineRow[]>()
  for (const [invoiceId, its] of lines) {
    for (const line of its) {
      if (line.sessionId === null) continue
      const key = `${invoiceId} ${line.sessionId}`
      const before = found.get(key)
      if (before === undefined) found.set(key, [line])
      else before.push(line)
    }
  }
  return found
}

const sessionsOf = (lines: readonly LineRow[]) => new Set(lines.flatMap(({ sessionId }) => sessionId ?? []))

async function bookedOf(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, readonly Entry[]>> {
  const { rows } = await sql.query<{ id: string; account: string; amount: string }>(
    `SELECT v.invoice_id AS id, e.account, sum(e.amount)::text AS amount FROM voucher v JOIN ledger_entry e ON e.voucher_id = v.id
     WHERE v.invoice_id = ANY($1::bigint[]) AND v.kind IN ('issue', 'credit') GROUP BY 1, 2`,
    [ids],
  )
  const byInvoice = new Map<string, Entry[]>()
  for (const { id, ...entry } of rows) byInvoice.set(id, [...(byInvoice.get(id) ?? []), entry])
  return byInvoice
}

/** A credit note's line is the line it takes back. */
async function wrongCredits(sql: Sql, ids: readonly string[]) {
  const { rows } = await sql.query<{
    id: string
    sessionId: string | null
    issued: string
    recalculated: string | null
  }>(
    `SELECT c.invoice_id AS id, c.session_id AS "sessionId", trim_scale(c.gross)::text AS issued, trim_scale(l.gross)::text AS recalculated
     FROM invoice_line c JOIN invoice i ON i.id = c.invoice_id AND i.kind = 'credit-note'
     LEFT JOIN invoice_line l ON l.invoice_id = c.credits_id AND l.position = c.credits_position
     WHERE c.invoice_id = ANY($1::bigint[]) AND (l.net, l.vat, l.gross, l.vat_percent, l.vat_category, l.session_id)
       IS DISTINCT FROM (c.net, c.vat, c.gross, c.vat_percent, c.vat_category, c.session_id)`,
    [ids],
  )
  return rows
}

interface EvidenceRow {
  readonly invoice_id: string
  readonly session_id: string
  readonly digest: Buffer | null
  readonly content: Buffer | null
  readonly lines: string | null
  readonly head: string | null
  readonly total: string | null
}

/** Compares what was kept with what is stored now, and rates each session from what was kept. */
async function checkEvidence(
  sql: Sql,
  pairs: readonly (readonly [invoiceId: string, sessionId: string])[],
  bySession: ReadonlyMap<string, readonly LineRow[]>,
  tell: (invoiceId: string, sessionId: string | null, finding: Finding) => void,
) {
  const values = [pairs.map(([invoiceId]) => invoiceId), pairs.map(([, sessionId]) => sessionId)]
  const { rows } = await sql.query<EvidenceRow>(
    `SELECT given.invoice_id, given.session_id, e.digest, e.content, its.lines,
       CASE WHEN given.session_id = 0 THEN (SELECT ${HEAD_TEXT} FROM invoice i WHERE i.id = given.invoice_id) END AS head,
       (SELECT p.total::text FROM priced_session p WHERE p.session_id = given.session_id) AS total
     FROM unnest($1::bigint[], $2::bigint[]) AS given(invoice_id, session_id)
     LEFT JOIN invoice_evidence e ON e.invoice_id = given.invoice_id AND e.session_id = given.session_id
     LEFT JOIN (${EVIDENT_LINES}) AS its ON its.invoice_id = given.invoice_id AND its.session_id = given.session_id`,
    values,
  )
  const storedNow = await readStoredNow(
    sql,
    pairs.flatMap(([, sessionId]) => (sessionId === HEAD ? [] : [sessionId])),
  )
  let counts = NO_COUNTS
  const reworked: { invoiceId: string; sessionId: string; its: Reworked }[] = []
  for (const row of rows) {
    const { invoice_id: invoiceId, session_id: sessionId } = row
    const say = (finding: Finding) => tell(invoiceId, sessionId === HEAD ? null : sessionId, finding)
    const kept = keptOf(row, say)
    if (kept !== null && kept.lines !== (row.lines ?? ''))
      say({ what: 'line', ...firstChange(kept.lines, row.lines ?? '') })
    if (sessionId === HEAD) {
      if (kept !== null && isHead(kept) && kept.head !== row.head) {
        say({ what: 'line', ...firstChange(kept.head, row.head ?? '', '\t') })
      }
      continue
    }
    const now = storedNow.get(sessionId)
    const evidence = kept !== null && !isHead(kept) ? kept : (now ?? null)
    if (evidence === null) {
      say({ what: 'evidence', issued: null, recalculated: null })
      continue
    }
    const its = bySession.get(`${invoiceId} ${sessionId}`)!
    const checked = checkSession({ evidence, now, total: row.total, lines: its, isKept: kept !== null }, say)
    counts = addCounts(counts, { ...NO_COUNTS, sessions: 1, ...checked.counts })
    reworked.push({ invoiceId, sessionId, its: checked.reworked })
  }
  return { counts, reworked }
}

function keptOf({ content, digest }: EvidenceRow, say: (finding: Finding) => void): Evidence | null {
  if (content === null || digest === null) return null
  const kept = unpackEvidence({ content, digest })
  if (kept === null) say({ what: 'evidence', issued: digest.toString('hex').slice(0, 16), recalculated: null })
  return kept
}

function checkSession(
  session: {
    readonly evidence: StoredNow
    readonly now: StoredNow | undefined
    readonly total: string | null
    readonly lines: readonly LineRow[]
    readonly isKept: boolean
  },
  say: (finding: Finding) => void,
): { readonly reworked: Reworked; readonly counts: Partial<CheckCounts> } {
  const { evidence, now, lines, isKept } = session
  const terms = {
    pricesIncludeVat: evidence.tariff?.pricesIncludeVat ?? true,
    vatPercent: evidence.tariff?.vatPercent ?? '25',
  }
  const counts = { awaitingEvidence: isKept ? 0 : 1 }
  // What a credit note has taken back owes its invoice nothing any more: only that nobody changed it is looked at.
  if (lines.every(({ isCredited }) => isCredited)) return { reworked: { ...terms, price: null }, counts }
  const rated = rateOrReason(evidence)
  if ('reason' in rated) {
    say({ what: 'evidence', issued: null, recalculated: rated.reason })
    return { reworked: { ...terms, price: null }, counts }
  }
  const { price, measuredWh } = rated
  if (measuredWh !== null && evidence.correctedWh === null && !new Decimal(measuredWh).equals(evidence.energyWh)) {
    say({ what: 'energy', issued: evidence.energyWh, recalculated: measuredWh })
  }
  const energyWh = new Decimal(lines[0]!.energyKwh ?? 0).times(1000)
  if (isKept && !energyWh.equals(evidence.energyWh)) {
    say({ what: 'energy', issued: energyWh.toFixed(), recalculated: evidence.energyWh })
  }
  if (now !== undefined && isKept) for (const finding of compareEvidence(evidence, now)) say(finding)
  if (!isKept && !energyWh.equals(evidence.energyWh)) {
    say({ what: 'energy', issued: energyWh.toFixed(), recalculated: evidence.energyWh })
  }
  const issued = lines.reduce((sum, { source, gross }) => sum.plus(source?.line.amount ?? gross), new Decimal(0))
  if (session.total === null || !issued.equals(session.total)) {
    say({
      what: 'stored',
      issued: issued.toFixed(),
      recalculated: session.total === null ? null : new Decimal(session.total).toFixed(),
    })
  }
  return {
    reworked: {
      ...terms,
      price: isPriced(price) ? { ...price, lines: price.lines.map(({ spot: _spot, ...line }) => line) } : price,
    },
    counts: {
      ...counts,
      withoutReadings: measuredWh === null ? 1 : 0,
      readingsGone: evidence.readings !== '' && now?.readings === '' ? 1 : 0,
    },
  }
}

/** What cannot be rated (a newer program's agreement, a zone this machine does not know) is told; the pass goes on behind it. */
function rateOrReason(evidence: StoredNow): Rated | { readonly reason: string } {
  try {
    return rateEvidence(evidence)
  } catch (error) {
    return { reason: (error instanceof Error ? error.message : String(error)).slice(0, MOST_TOLD) }
  }
}
const MOST_TOLD = 300

/** Where two texts first part. */
function firstChange(kept: string, now: string, separator = '\n'): Pick<Finding, 'issued' | 'recalculated'> {
  const [before, after] = [kept.split(separator), now.split(separator)]
  const at = before.findIndex((part, index) => part !== after[index])
  const place = at < 0 ? before.length : at
  return { issued: shown(before[place]), recalculated: shown(after[place]) }
}
const shown = (part: string | undefined) => part?.slice(0, MOST_TOLD) ?? null
