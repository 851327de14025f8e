import { sqlTransaction } from '../../db/sql-transaction'
import { localDate } from '../../invoices/due-date'
import { BOOKS_ZONE } from '../../invoices/invoice-run'
import { DAY_MS } from '../../kernel/time'
import { type VoucherToWrite, writeVouchers } from '../../ledger/mutations'
import { bookTakings, grossOf } from '../book-taking'
import { PAYMENTS_TO_BOOK, type PaymentToBook } from '../payments-to-book'
import { type ToBook, toBook } from '../to-book'

const TAKINGS_LOCK = 4_711_031
/** Refunds come at most thirteen months after (Swish). */
const BACK_MS = 400 * DAY_MS

/**
 * Books what drivers without an account have paid: a voucher per day, provider and direction, of days that are over; what changed since
 * it was booked (money given back) is booked by its difference. For the worker, every night; doing it again changes nothing.
 * @returns how many vouchers were written
 */
export async function bookDriverTakings(now: Date): Promise<number> {
  const today = localDate(now, BOOKS_ZONE)
  return sqlTransaction(async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock($1)', [TAKINGS_LOCK])
    const { rows } = await sql.query<PaymentToBook>(`${PAYMENTS_TO_BOOK} ORDER BY payment.settled_at, payment.id`, [
      new Date(now.getTime() - BACK_MS),
    ])
    const groups = new Map<string, ToBook[]>()
    for (const payment of rows) {
      const found = toBook(payment)
      if (found === null || found.onDate >= today) continue
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
    return days.length
  })
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
