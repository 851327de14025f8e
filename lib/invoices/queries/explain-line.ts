import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { db, pool } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { Decimal } from '../../kernel/money'
import { agreementSchema } from '../../tariffs/agreement'
import { isPriced, type Price, type PriceLine } from '../../tariffs/price-session'
import type { StoredNow } from '../compare-evidence'
import { isHead, unpackEvidence } from '../evidence'
import { explainCuts } from '../explain-cuts'
import type { ExplainedSession } from '../explained-session'
import { measureEvidence, rateEvidence, termsOf } from '../rate-evidence'
import { getInvoice, type InvoiceDetail } from './get-invoice'
import { getInvoiceLine, type LineRow } from './list-lines'
import { readStoredNow } from './read-evidence'

/** An invoice line followed back to what the meter said. */
export interface LineExplanation {
  readonly invoice: InvoiceDetail
  readonly line: LineRow
  /** Of a credit note's line: the line it takes back. */
  readonly takesBack: { readonly invoiceId: bigint; readonly position: number } | null
  /** Null: the line is of no session (a fee). */
  readonly session: ExplainedSession | null
}

/** Everything that a line of an invoice rests on. @throws DomainError not-found, also another customer's */
export async function explainLine(actor: Actor, id: bigint, position: number): Promise<LineExplanation> {
  requireAct(actor, 'invoices.read')
  requireAllSites(actor)
  const invoice = await getInvoice(actor, id)
  const line = await getInvoiceLine(actor, id, position)
  const row = await db().invoiceLine.findUnique({
    where: { invoiceId_position: { invoiceId: id, position } },
    select: { sessionId: true, creditsId: true, creditsPosition: true },
  })
  if (row === null) throw notFound('invoice line', position)
  const takesBack =
    row.creditsId === null || row.creditsPosition === null
      ? null
      : { invoiceId: row.creditsId, position: row.creditsPosition }
  const [session = null] =
    row.sessionId === null ? [] : await explainSessions(row.creditsId ?? id, [String(row.sessionId)])
  return { invoice, line, takesBack, session }
}

/**
 * Sessions of one invoice, from what was kept with it. The caller has asked whether the invoice may be seen.
 * @param invoiceId the invoice itself, not a credit note of it
 */
export async function explainSessions(
  invoiceId: bigint,
  sessionIds: readonly string[],
): Promise<readonly ExplainedSession[]> {
  const { rows } = await pool().query<SessionRow>(SESSIONS, [String(invoiceId), sessionIds])
  const storedNow = await readStoredNow(
    pool(),
    rows.filter(({ content }) => content === null).map(({ id }) => id),
  )
  const tariffs = await namesOf(rows.flatMap((row) => evidenceOf(row, storedNow)?.tariff?.versionId ?? []))
  return rows.flatMap((row): ExplainedSession[] => {
    const evidence = evidenceOf(row, storedNow)
    if (evidence === null) return []
    const { price, measuredWh, facts } = rateEvidence(evidence)
    const terms = termsOf(evidence.tariff)
    const tariff = evidence.tariff === null ? undefined : tariffs.get(evidence.tariff.versionId)
    const issued = issuedPrice(row.lines, evidence.tariff?.currency ?? 'SEK')
    const { measured, readings } = measureEvidence(evidence)
    return [
      {
        id: row.id,
        startedAt: new Date(evidence.startedAt).toISOString(),
        endedAt: new Date(evidence.endedAt).toISOString(),
        timeZone: evidence.timeZone ?? 'Europe/Stockholm',
        meterStartWh: evidence.meterStartWh,
        meterStopWh: evidence.meterStopWh,
        token: row.token_name || (row.token_value === null ? null : `…${row.token_value.slice(-4)}`),
        tariff:
          tariff === undefined || terms === null || terms === 'unreadable'
            ? null
            : {
                id: tariff.id,
                name: tariff.name,
                version: tariff.number,
                validFrom: tariff.valid_from.toISOString(),
                terms,
              },
        agreement: evidence.agreement == null ? null : agreementSchema.parse(evidence.agreement),
        price: issued,
        readings: readings.map(({ at, registerWh, context }, place) => ({
          at: new Date(at).toISOString(),
          registerWh: registerWh?.toFixed() ?? null,
          energyWh: measured.energies[place]?.toFixed() ?? null,
          context,
        })),
        cuts: terms === null || terms === 'unreadable' ? [] : explainCuts(terms, facts, issued.lines),
        correctedWh: evidence.correctedWh,
        kept: row.taken_at === null ? null : { at: row.taken_at, digest: row.digest!.toString('hex') },
        recalculated: {
          total: isPriced(price) ? price.total : null,
          measuredWh,
          agrees: isPriced(price) && new Decimal(price.total).equals(issued.total),
        },
      },
    ]
  })
}

interface SessionRow {
  readonly id: string
  readonly token_name: string | null
  readonly token_value: string | null
  readonly taken_at: Date | null
  readonly digest: Buffer | null
  readonly content: Buffer | null
  readonly lines: readonly PriceLine[]
}

const SESSIONS = `
  SELECT s.id, token.name AS token_name, s.token_value, e.taken_at, e.digest, e.content,
    (SELECT coalesce(jsonb_agg(l.price -> 'line' ORDER BY l.position), '[]') FROM invoice_line l
      WHERE l.invoice_id = $1 AND l.session_id = s.id AND l.price ? 'line') AS lines
  FROM unnest($2::bigint[]) WITH ORDINALITY AS given(id, place)
  JOIN session s ON s.id = given.id
  LEFT JOIN token ON token.id = s.token_id
  LEFT JOIN invoice_evidence e ON e.invoice_id = $1 AND e.session_id = s.id
  ORDER BY given.place`

function evidenceOf({ id, content, digest }: SessionRow, storedNow: ReadonlyMap<string, StoredNow>): StoredNow | null {
  if (content === null || digest === null) return storedNow.get(id) ?? null
  const kept = unpackEvidence({ content, digest })
  return kept === null || isHead(kept) ? null : kept
}

function issuedPrice(lines: readonly PriceLine[], currency: string): Price {
  const sum = (field: 'amount' | 'vat') => lines.reduce((total, line) => total.plus(line[field]), new Decimal(0))
  const [total, vat] = [sum('amount'), sum('vat')]
  return { currency, lines, totalExclVat: total.minus(vat).toFixed(2), vat: vat.toFixed(2), total: total.toFixed(2) }
}

async function namesOf(versionIds: readonly string[]) {
  const { rows } = await pool().query<{ version: string; id: string; name: string; number: number; valid_from: Date }>(
    `SELECT v.id AS version, t.id, t.name, v.number, coalesce(v.effective_from, v.created_at) AS valid_from
     FROM tariff_version v JOIN tariff t ON t.id = v.tariff_id WHERE v.id = ANY($1::bigint[])`,
    [[...new Set(versionIds)]],
  )
  return new Map(rows.map(({ version, ...row }) => [version, row]))
}
