import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { pool } from '../../db/client'
import { validated } from '../../kernel/validated'
import { boxOf, VAT_ACCOUNTS, type VatBox } from '../boxes'
import { daysOfPeriod, vatPeriodSchema } from '../vat-period'

/** What a voucher adds to a box. Debit positive, as in the books. */
export interface VatVoucher {
  readonly voucherId: bigint
  readonly number: string
  readonly date: string
  readonly kind: string
  readonly text: string
  readonly account: string
  readonly box: VatBox
  readonly amount: string
  readonly invoiceId: bigint | null
}

const MOST = 20_000

/** The rows behind a period's boxes, by date and number; at most 20 000. @param box only this one @throws DomainError invalid */
export async function listVatVouchers(
  actor: Actor,
  period: string,
  { box = null, limit = MOST }: { box?: VatBox | null; limit?: number } = {},
): Promise<readonly VatVoucher[]> {
  requireAct(actor, 'ledger.read')
  requireAllSites(actor)
  const { from, to } = daysOfPeriod(validated(vatPeriodSchema, period))
  const accounts = VAT_ACCOUNTS.filter(
    (account) =>
      box === null ||
      (account === '3108' ? ['39', '40', '41'].includes(box) : boxOf({ account, country: null }) === box),
  )
  const { rows } = await pool().query<{
    id: string
    number: string
    date: string
    kind: string
    text: string
    account: string
    country: string | null
    amount: string
    invoice_id: string | null
  }>(
    `SELECT voucher.id, voucher.series || voucher.number AS number, voucher.date::text, voucher.kind, voucher.text, entry.account,
       invoice.buyer -> 'address' ->> 'country' AS country, entry.amount::text, voucher.invoice_id
     FROM voucher JOIN ledger_entry entry ON entry.voucher_id = voucher.id LEFT JOIN invoice ON invoice.id = voucher.invoice_id
     WHERE voucher.date BETWEEN $1 AND $2 AND entry.account = ANY($3) ORDER BY voucher.date, voucher.number, entry.position LIMIT $4`,
    [from, to, accounts, limit],
  )
  return rows.flatMap((row) => {
    const its = boxOf(row)
    if (its === null || (box !== null && its !== box)) return []
    return [
      {
        voucherId: BigInt(row.id),
        number: row.number,
        date: row.date,
        kind: row.kind,
        text: row.text,
        account: row.account,
        box: its,
        amount: row.amount,
        invoiceId: row.invoice_id === null ? null : BigInt(row.invoice_id),
      },
    ]
  })
}
