import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { pool } from '../../db/client'
import type { Sql } from '../../db/coalesce'
import { auditSql, sqlTransaction } from '../../db/sql-transaction'
import { localDate, plusDays } from '../../invoices/due-date'
import { BOOKS_ZONE } from '../../invoices/invoice-run'
import { sellerInForce } from '../../invoices/mutations/issue-drafts'
import { DomainError, notFound } from '../../kernel/errors'
import { takeNumbers, writeVouchers } from '../../ledger/mutations'
import { queueMailing } from '../../mailings/mutations/queue-mailing'
import { monthStart, nextMonth } from '../../margin/margin-filter'
import { AGREEMENT_COLUMNS, type AgreementRow, hostOfRow, termsOfAgreement } from '../agreement-row'
import { bookStatement } from '../book-statement'
import { type BuiltStatement, buildStatement, untoldMonths } from '../build-statement'
import { findChanges, type StatementFacts } from '../queries/find-changes'
import { NOTHING_COUNTED, plusCounted } from '../share'
import { statementLetter } from '../statement-letter'

/**
 * Issues a month's statement: its own number without gaps, the parties and terms as they are now, the books, and a mail to the host
 * when it has an address; all in one transaction. Months are issued in order, when they are over; one that was passed over is told of in
 * the next.
 * @param month `2026-10`
 * @throws DomainError not-found | conflict (not over, issued already, out of order, nothing to tell, no seller)
 */
export async function issueStatement(
  actor: Actor,
  agreementId: bigint,
  month: string,
  now = new Date(),
): Promise<{ id: bigint }> {
  requireAct(actor, 'hosts.write')
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(month)) {
    throw new DomainError('invalid', 'Not a month.', { month: 'not-a-month' })
  }
  const id = await sqlTransaction(async (sql) => {
    const { rows } = await sql.query<AgreementRow & { last: string | null }>(
      `SELECT ${AGREEMENT_COLUMNS}, (SELECT to_char(max(period_from), 'YYYY-MM') FROM host_statement WHERE agreement_id = agreement.id) AS last
       FROM host_agreement agreement WHERE agreement.id = $1 AND ($2::bigint[] IS NULL OR agreement.site_id = ANY($2)) FOR UPDATE`,
      [agreementId, sitesInScope(actor)],
    )
    const [agreement] = rows
    if (agreement === undefined) throw notFound('host agreement', agreementId)
    requireTurn(agreement, month, localDate(now, BOOKS_ZONE))
    const issued = await issue(sql, agreement, month, { by: actor.ref, now })
    if (issued === null) throw new DomainError('conflict', 'There is nothing to tell.', { reason: 'statement-empty' })
    return issued
  })
  return { id: BigInt(id) }
}

/**
 * Issues last month's statements from the month's third day on, so that late sessions have come: of agreements that held then, and of
 * ended ones of which something has come to light. For the worker. @returns how many were issued
 */
export async function issueDueStatements(now: Date): Promise<number> {
  const today = localDate(now, BOOKS_ZONE)
  if (Number(today.slice(8)) < FIRST_DAY) return 0
  const month = plusDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7)
  const { rows } = await pool().query<{ id: string }>(
    `SELECT id FROM host_agreement agreement WHERE valid_from < $1::date + interval '1 month'
       AND (valid_to IS NULL OR valid_to >= $1::date - interval '13 months')
       AND NOT EXISTS (SELECT 1 FROM host_statement WHERE agreement_id = agreement.id AND period_from >= $1::date)
       AND EXISTS (SELECT 1 FROM seller) ORDER BY id`,
    [monthStart(month)],
  )
  let count = 0
  for (const { id } of rows) {
    const issued = await sqlTransaction(async (sql) => {
      const found = await sql.query<AgreementRow & { last: string | null }>(
        `SELECT ${AGREEMENT_COLUMNS}, (SELECT to_char(max(period_from), 'YYYY-MM') FROM host_statement WHERE agreement_id = agreement.id) AS last
         FROM host_agreement agreement WHERE agreement.id = $1 FOR UPDATE SKIP LOCKED`,
        [id],
      )
      const [agreement] = found.rows
      if (agreement === undefined || (agreement.last !== null && agreement.last >= month)) return null
      return issue(sql, agreement, month, { by: 'worker', now })
    })
    if (issued !== null) count += 1
  }
  return count
}

const FIRST_DAY = 3

function requireTurn(agreement: AgreementRow & { last: string | null }, month: string, today: string): void {
  const refuse = (reason: string, message: string) => {
    throw new DomainError('conflict', message, { reason, month })
  }
  if (monthStart(nextMonth(month)) > today) refuse('statement-month-open', 'The month is not over.')
  if (nextMonth(month) <= agreement.valid_from.slice(0, 7)) refuse('statement-empty', 'The agreement had not begun.')
  if (agreement.last !== null && month <= agreement.last) refuse('statement-issued', 'It has been issued already.')
}

async function issue(
  sql: Sql,
  agreement: AgreementRow & { last: string | null },
  month: string,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<string | null> {
  const periodTo = plusDays(monthStart(nextMonth(month)), -1)
  const terms = termsOfAgreement(agreement)
  const facts = await findChanges(sql, { id: agreement.id, siteId: agreement.site_id, terms }, periodTo)
  const built = buildStatement(
    terms,
    agreement.vat_number !== null,
    month,
    facts.before,
    facts.changes,
    untoldMonths(agreement.valid_from, agreement.last, month),
  )
  if (built.lines.length === 0) return null
  const seller = await sellerInForce(sql)
  const number = `H${String(await takeNumbers(sql, 'host-statement', 1)).padStart(LEAST_DIGITS, '0')}`
  const issueDate = localDate(now, BOOKS_ZONE)
  const [voucherId] = await writeVouchers(sql, [
    {
      date: issueDate,
      kind: 'host-statement',
      text: `Avräkning ${number}, ${agreement.name}`,
      invoiceId: null,
      paymentId: null,
      entries: bookStatement(built),
      by,
    },
  ])
  const id = await store(sql, {
    agreement,
    month,
    periodTo,
    facts,
    built,
    number,
    issueDate,
    sellerId: seller.id,
    voucherId,
    by,
    now,
  })
  await auditSql(sql, {
    by,
    act: 'host-statement.issue',
    subject: `host-statement:${id}`,
    after: { number, payable: built.payable },
  })
  if (agreement.email !== '') {
    await queueMailing(sql, statementLetter({ id, number, month, agreement, by, payable: built.payable }))
  }
  return id
}

/** So that numbers sort. */
const LEAST_DIGITS = 5

interface ToStore {
  readonly agreement: AgreementRow
  readonly month: string
  readonly periodTo: string
  readonly facts: StatementFacts
  readonly built: BuiltStatement
  readonly number: string
  readonly issueDate: string
  readonly sellerId: string
  readonly voucherId: string | null | undefined
  readonly by: string
  readonly now: Date
}

async function store(sql: Sql, { agreement, month, periodTo, facts, built, ...issued }: ToStore): Promise<string> {
  const own = facts.changes.filter((change) => change.month === month)
  const sums = own.reduce(plusCounted, NOTHING_COUNTED)
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO host_statement (agreement_id, number, period_from, period_to, issue_date, seller_id, host, terms, language, currency, session_count,
       energy_wh, revenue_net, energy_cost, provider_fees, left_out, share_net, share_vat, fee_net, fee_vat, payable, voucher_id, issued_by, issued_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'SEK', $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23) RETURNING id`,
    [
      agreement.id,
      issued.number,
      monthStart(month),
      periodTo,
      issued.issueDate,
      issued.sellerId,
      JSON.stringify(hostOfRow(agreement)),
      JSON.stringify(termsOfAgreement(agreement)),
      agreement.language,
      own.length,
      sums.energyWh,
      sums.revenueNet,
      agreement.model === 'margin-share' ? sums.energyCost : null,
      sums.providerFees,
      JSON.stringify(facts.leftOut),
      built.shareNet,
      built.shareVat,
      built.feeNet,
      built.feeVat,
      built.payable,
      issued.voucherId ?? null,
      issued.by,
      issued.now,
    ],
  )
  const id = rows[0]!.id
  await sql.query(
    `INSERT INTO host_statement_line (statement_id, position, kind, month, session_count, energy_wh, revenue_net, energy_cost, provider_fees, amount, vat_percent)
     SELECT $1::bigint, place, kind, (month || '-01')::date, sessions, energy, net, cost, fees, amount, percent
     FROM unnest($2::text[], $3::text[], $4::int[], $5::numeric[], $6::numeric[], $7::numeric[], $8::numeric[], $9::numeric[], $10::numeric[])
       WITH ORDINALITY AS given(kind, month, sessions, energy, net, cost, fees, amount, percent, place)`,
    [
      id,
      built.lines.map(({ kind }) => kind),
      built.lines.map((line) => line.month),
      built.lines.map(({ sessionCount }) => sessionCount),
      built.lines.map(({ energyWh }) => energyWh),
      built.lines.map(({ revenueNet }) => revenueNet),
      built.lines.map(({ energyCost }) => energyCost),
      built.lines.map(({ providerFees }) => providerFees),
      built.lines.map(({ amount }) => amount),
      built.lines.map(({ vatPercent }) => vatPercent),
    ],
  )
  await sql.query(
    `INSERT INTO host_statement_session (statement_id, session_id, month, energy_wh, revenue_net, energy_cost, provider_fees)
     SELECT $1::bigint, session, (month || '-01')::date, energy, net, cost, fees
     FROM unnest($2::bigint[], $3::text[], $4::numeric[], $5::numeric[], $6::numeric[], $7::numeric[])
       AS given(session, month, energy, net, cost, fees)`,
    [
      id,
      facts.changes.map(({ sessionId }) => sessionId),
      facts.changes.map((change) => change.month),
      facts.changes.map(({ energyWh }) => energyWh),
      facts.changes.map(({ revenueNet }) => revenueNet),
      facts.changes.map(({ energyCost }) => energyCost),
      facts.changes.map(({ providerFees }) => providerFees),
    ],
  )
  return id
}
