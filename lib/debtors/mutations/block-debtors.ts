import { pool } from '../../db/client'
import type { Sql } from '../../db/coalesce'
import { auditSql, sqlTransaction } from '../../db/sql-transaction'
import { localDate, plusDays } from '../../invoices/due-date'
import { BOOKS_ZONE } from '../../invoices/invoice-run'
import { moneyString } from '../../kernel/money'
import { MINUTE_MS } from '../../kernel/time'
import type { MailLanguage } from '../../mailings/mailing'
import { findSender } from '../../mailings/mutations/deliver-invoices'
import { queueMailing } from '../../mailings/mutations/queue-mailing'
import { type DebtorNews, debtorLetter } from '../debtor-letter'
import { type BlockReason, type BlockStep, decideBlock } from '../decide-block'
import type { PaymentRules } from '../payment-rules'
import { owedBy } from '../queries/owed'
import { readRules } from '../queries/read-rules'
import type { UntoldDebtor } from '../untold-debtor'

/**
 * Lets the payment rules do their work: customers are told, blocked, and let go when they have paid. One transaction for each customer,
 * judged anew under its lock, so that twice, or two workers at once, is the same as once.
 * @param only this customer, now @returns how many customers something was done to
 */
export async function blockDebtors(now: Date, { only }: { readonly only?: bigint } = {}): Promise<number> {
  const rules = await readRules()
  const { rows } = await pool().query<{ id: string }>(SUSPECTS, [
    today(now),
    rules.daysOverdue,
    rules.leastReminders,
    rules.blocksDebtors,
    only === undefined ? null : String(only),
    only === undefined && now.getUTCMinutes() >= WHOLE_LOOK_MINUTES ? new Date(now.getTime() - LATELY_MS) : null,
  ])
  let count = 0
  for (const { id } of rows) if (await judge(id, rules, now)) count += 1
  return count
}

/** All with a limit are summed up in the hour's first round; in the others those that have charged or been invoiced lately. */
const WHOLE_LOOK_MINUTES = 5
const LATELY_MS = 15 * MINUTE_MS

const today = (now: Date): string => localDate(now, BOOKS_ZONE)

async function judge(id: string, rules: PaymentRules, now: Date): Promise<boolean> {
  return sqlTransaction(async (sql) => {
    await sql.query('SELECT 1 FROM customer WHERE id = $1 FOR UPDATE', [id])
    const { rows } = await sql.query<CustomerRow>(CUSTOMER, [
      today(now),
      rules.daysOverdue,
      rules.leastReminders,
      rules.blocksDebtors,
      id,
    ])
    const [customer] = rows
    if (customer === undefined) return false // deleted meanwhile
    const step = decideBlock(
      {
        isOverdue: customer.is_overdue,
        isOverLimit: customer.is_over_limit,
        isNeverBlocked: customer.is_never_blocked,
        warnedAt: customer.warned_at,
        blockedFor: customer.blocked_for,
      },
      rules,
      now,
    )
    if (step === 'nothing') return keepBlocked(sql, customer)
    await take(sql, customer, step, rules, now)
    return true
  })
}

async function take(
  sql: Sql,
  customer: CustomerRow,
  step: Exclude<BlockStep, 'nothing'>,
  rules: PaymentRules,
  now: Date,
): Promise<void> {
  const { id } = customer
  const subject = `customer:${id}`
  if (step === 'warn') {
    await sql.query('UPDATE customer SET warned_at = $2 WHERE id = $1', [id, now])
    const blocksOn = plusDays(today(now), rules.warningDays)
    await auditSql(sql, { by: 'worker', act: 'customer.warn-of-block', subject, after: { blocksOn } })
    return tell(sql, customer, { news: 'warned', blocksOn }, now)
  }
  if (step === 'forget-warning') {
    await sql.query('UPDATE customer SET warned_at = NULL WHERE id = $1', [id])
    return auditSql(sql, { by: 'worker', act: 'customer.forget-warning', subject, after: {} })
  }
  if (step === 'unblock') {
    await sql.query('UPDATE customer SET warned_at = NULL, blocked_at = NULL, blocked_for = NULL WHERE id = $1', [id])
    await auditSql(sql, { by: 'worker', act: 'customer.unblock', subject, after: { owes: customer.owes } })
    await setTokens(sql, id, true, null)
    return tell(sql, customer, { news: 'unblocked' }, now)
  }
  await sql.query('UPDATE customer SET blocked_at = $2, blocked_for = $3 WHERE id = $1', [id, now, step.block])
  await auditSql(sql, {
    by: 'worker',
    act: 'customer.block',
    subject,
    after: { reason: step.block, owes: customer.owes },
  })
  await setTokens(sql, id, false, step.block)
  await tell(sql, customer, { news: 'blocked', reason: step.block }, now)
}

/** A token that a blocked customer got since is blocked as well. */
async function keepBlocked(sql: Sql, { id, blocked_for: reason }: CustomerRow): Promise<boolean> {
  return reason !== null && (await setTokens(sql, id, false, reason)) > 0
}

/** Only what the rules have blocked do they give back: a token that a person has blocked stays so. */
async function setTokens(sql: Sql, customerId: string, active: boolean, reason: BlockReason | null): Promise<number> {
  const { rows } = await sql.query<{ id: string }>(
    `UPDATE token SET active = $2, is_blocked_for_debt = NOT $2, updated_at = now()
     WHERE customer_id = $1 AND NOT is_one_time AND CASE WHEN $2 THEN is_blocked_for_debt ELSE active END RETURNING id`,
    [customerId, active],
  )
  for (const { id } of rows) {
    await auditSql(sql, {
      by: 'worker',
      act: active ? 'token.unblock' : 'token.block',
      subject: `token:${id}`,
      after: { active, ...(reason && { reason }) },
    })
  }
  return rows.length
}

/** Without an address the operators are told instead: somebody has to call. */
async function tell(sql: Sql, customer: CustomerRow, news: DebtorNews, now: Date): Promise<void> {
  const owes = moneyString(customer.owes, 'SEK')
  const dedupeKey = `debt:${customer.id}:${news.news}:${now.getTime()}`
  if (customer.email === null) {
    const content: UntoldDebtor = { customerId: customer.id, name: customer.name, news, owes }
    await sql.query(RING, [dedupeKey, JSON.stringify(content), now])
    return
  }
  const { name: seller } = await findSender(sql)
  await queueMailing(sql, {
    ...debtorLetter(news, { language: customer.language, seller, owes }),
    kind: 'debt',
    to: customer.email,
    language: customer.language,
    about: { type: 'customer', id: customer.id },
    customerId: BigInt(customer.id),
    dedupeKey,
  })
}

/** $1 what it is about, $2 the content, $3 now. */
const RING = `
  INSERT INTO delivery (dedupe_key, channel, recipient, user_id, locale, template, content, state, next_at, created_at, delivered_at)
  SELECT $1 || ':' || id, 'in-app', jsonb_build_object('userId', id::text), id, CASE locale WHEN 'en' THEN 'en' ELSE 'sv' END, 'debtor', $2::jsonb,
    'delivered', $3, $3, $3
  FROM user_account WHERE active AND role IN ('admin', 'operator') ON CONFLICT DO NOTHING`

interface CustomerRow {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly language: MailLanguage
  readonly is_never_blocked: boolean
  readonly warned_at: Date | null
  readonly blocked_for: BlockReason | null
  readonly owes: string
  readonly is_overdue: boolean
  readonly is_over_limit: boolean
}

/** $1 today, $2 days overdue, $3 reminders, $4 whether the rules are on. */
const IS_OVERDUE = `($4::boolean AND EXISTS (SELECT 1 FROM invoice i WHERE i.customer_id = c.id AND i.state = 'issued'
  AND i.kind = 'invoice' AND i.open_amount > 0 AND i.due_date + $2::int < $1::date
  AND (SELECT count(*) FROM reminder r WHERE r.invoice_id = i.id) >= $3::int))`

/** What it owes may have grown since $6 (null: for ever). */
const MAY_OWE_MORE = `($6::timestamptz IS NULL OR c.id IN (
  SELECT s.customer_id FROM priced_session p JOIN session s ON s.id = p.session_id WHERE p.priced_at > $6
  UNION ALL SELECT i.customer_id FROM invoice i WHERE i.issued_at > $6))`

/** $5 only this customer. */
const SUSPECTS = `
  SELECT c.id FROM customer c WHERE ($5::bigint IS NULL OR c.id = $5)
    AND (c.blocked_at IS NOT NULL OR c.warned_at IS NOT NULL OR (c.credit_limit IS NOT NULL AND ${MAY_OWE_MORE}) OR ${IS_OVERDUE}) ORDER BY c.id`

const CUSTOMER = `
  SELECT c.*, ${IS_OVERDUE} AS is_overdue, coalesce(owes > credit_limit, false) AS is_over_limit
  FROM (SELECT id, name, coalesce(invoice_email, email) AS email, language, is_never_blocked, warned_at, blocked_for, credit_limit,
    ${owedBy('customer.id')} AS owes FROM customer WHERE id = $5) AS c`
