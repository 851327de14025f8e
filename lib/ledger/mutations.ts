import type { Sql } from '../db/coalesce'
import type { Entry } from './book'

/** One business event to be booked. */
export interface VoucherToWrite {
  /** `2026-11-20`; decides the year its number is of. */
  readonly date: string
  readonly kind:
    | 'issue'
    | 'credit'
    | 'payment'
    | 'allocation'
    | 'refund'
    | 'driver-sale'
    | 'driver-refund'
    | 'host-statement'
    | 'host-payment'
  readonly text: string
  readonly invoiceId: string | null
  readonly paymentId: string | null
  readonly entries: readonly Entry[]
  readonly by: string
}

/**
 * Takes numbers of a series under its row's lock: whoever comes next waits for the caller's transaction, and a transaction that is
 * undone gives its numbers back. So none is ever missing. @returns the first of `count`
 */
export async function takeNumbers(sql: Sql, series: string, count: number): Promise<bigint> {
  const { rows } = await sql.query<{ next: string }>(
    `INSERT INTO number_series (name, next) VALUES ($1, 1 + $2::bigint)
     ON CONFLICT (name) DO UPDATE SET next = number_series.next + $2::bigint RETURNING next`,
    [series, count],
  )
  return BigInt(rows[0]!.next) - BigInt(count)
}

/**
 * Books business events, in the caller's transaction. Events that moved nothing are left out.
 * @returns the vouchers' ids in the given order, null for what moved nothing
 */
export async function writeVouchers(
  sql: Sql,
  vouchers: readonly VoucherToWrite[],
): Promise<readonly (string | null)[]> {
  const written = new Map<VoucherToWrite, string>()
  const moving = vouchers.filter(({ entries }) => entries.length > 0)
  for (const year of new Set(moving.map(yearOf))) {
    const ofYear = moving.filter((voucher) => yearOf(voucher) === year)
    const first = await takeNumbers(sql, `voucher:${year}`, ofYear.length)
    const { rows } = await sql.query<{ id: string; number: string }>(
      `INSERT INTO voucher (year, number, date, kind, text, invoice_id, payment_id, created_by)
       SELECT $1, number, date, kind, text, invoice, payment, by
       FROM unnest($2::bigint[], $3::date[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[])
         AS given(number, date, kind, text, invoice, payment, by)
       ORDER BY number RETURNING id, number`,
      [
        year,
        ofYear.map((_, at) => String(first + BigInt(at))),
        ofYear.map(({ date }) => date),
        ofYear.map(({ kind }) => kind),
        ofYear.map(({ text }) => text),
        ofYear.map(({ invoiceId }) => invoiceId),
        ofYear.map(({ paymentId }) => paymentId),
        ofYear.map(({ by }) => by),
      ],
    )
    const idOf = new Map(rows.map(({ id, number }) => [number, id]))
    for (const [at, voucher] of ofYear.entries()) written.set(voucher, idOf.get(String(first + BigInt(at)))!)
    const entries = ofYear.flatMap((voucher, at) =>
      voucher.entries.map((entry, index) => ({
        voucherId: idOf.get(String(first + BigInt(at))),
        position: index + 1,
        ...entry,
      })),
    )
    await sql.query(
      `INSERT INTO ledger_entry (voucher_id, position, account, amount)
       SELECT * FROM unnest($1::bigint[], $2::int[], $3::text[], $4::numeric[])`,
      [
        entries.map(({ voucherId }) => voucherId),
        entries.map(({ position }) => position),
        entries.map(({ account }) => account),
        entries.map(({ amount }) => amount),
      ],
    )
  }
  return vouchers.map((voucher) => written.get(voucher) ?? null)
}

const yearOf = ({ date }: VoucherToWrite): number => Number(date.slice(0, 4))
