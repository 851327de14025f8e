import type { Sql } from '../../db/coalesce'
import { sqlTransaction } from '../../db/sql-transaction'
import { localDate, plusDays } from '../../invoices/due-date'
import { BOOKS_ZONE } from '../../invoices/invoice-run'
import { DAY_MS } from '../../kernel/time'
import { type VoucherToWrite, writeVouchers } from '../../ledger/mutations'
import { bookTakings, canBook, grossOf } from '../book-taking'
import { PAYMENTS_TO_BOOK, type PaymentToBook } from '../payments-to-book'
import { type ToBook, toBook } from '../to-book'

const TAKINGS_LOCK = 4_711_031
/** Refunds come at most thirteen months after (Swish). */
const BACK_MS = 400 * DAY_MS

/** Payments in one transaction: numbers of vouchers are held until it ends. */
const BATCH = 5_000

/**
 * Books what drivers without an account have paid: a voucher per day, provider and direction, of days that are over; what changed since
 * it was booked (money given back) is booked by its difference. What has a rate of VAT that Sweden does not have is left to the VAT
 * report's differences. For the worker, every night; doing it again changes nothing.
 * @returns how many vouchers were written
 */
export async function bookDriverTakings(now: Date): Promise<number> {
  let count = 0
  for (let after: string | null = '0'; after !== null; ) {
    const from: string = after
    const booked = await sqlTransaction((sql) => bookBatch(sql, from, now))
    count += booked.count
    after = booked.last
  }
  return count
}

async function bookBatch(sql: Sql, after: string, now: Date): Promise<{ count: number; last: string | null }> {
  const today = localDate(now, BOOKS_ZONE)
  await sql.query('SELECT pg_advisory_xact_lock($1)', [TAKINGS_LOCK])
  const { rows } = await sql.query<PaymentToBook>(
    `SELECT * FROM (${PAYMENTS_TO_BOOK}) AS known WHERE may_lack AND id > $2 ORDER BY id LIMIT $3`,
    [new Date(now.getTime() - BACK_MS), after, BATCH],
  )
  const groups = new Map<string, ToBook[]>()
  for (const payment of rows) {
    const found = toBook(payment, plusDays(today, -1))
    if (found === null || found.onDate >= today || !canBook(found.parts)) continue
    const key = `${found.onDate} ${found.provider} ${found.kind}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [found])
    else group.push(found)
  }
  const days = [...groups.values()].sort((a, b) => (a[0]!.onDate < b[0]!.onDate ? -1 : 1))
  const ids = await writeVouchers(sql, days.map(voucherOf))
  const takings = days.flatMap((group, at) => (ids[at] ? group.map((one) => ({ one, voucherId: ids[at] })) : []))
  await sql.query(
    `INSERT INTO driver_taking (payment_id, voucher_id, on_date, amount, parts)
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::date[], $4::numeric[], $5::jsonb[])`,
    [
      takings.map(({ one }) => one.paymentId),
      takings.map(({ voucherId }) => voucherId),
      takings.map(({ one }) => one.onDate),
      takings.map(({ one }) => grossOf(one.parts).toFixed(2)),
      takings.map(({ one }) => JSON.stringify(one.parts)),
    ],
  )
  return { count: days.length, last: rows.length < BATCH ? null : rows.at(-1)!.id }
}

const PROVIDERS: Readonly<Record<string, string>> = { stripe: 'kort', swish: 'Swish' }

function voucherOf(group: readonly ToBook[]): VoucherToWrite {
  const { onDate, provider, kind } = group[0]!
  const name = PROVIDERS[provider] ?? provider
  return {
    date: onDate,
    kind,
    text: `${kind === 'driver-sale' ? 'Laddning betald med' : 'Återbetald laddning,'} ${name}, ${group.length} st`,
    invoiceId: null,
    paymentId: null,
    entries: bookTakings(
      provider,
      group.flatMap(({ parts }) => parts),
    ),
    by: 'worker',
  }
}
