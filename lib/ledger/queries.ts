import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { requireAllSites } from '../access/scope'
import { db, pool } from '../db/client'
import { Decimal } from '../kernel/money'
import { salesAccounts } from './accounts'
import { type CentrePart, partByCostCentre } from './cost-centre-parts'

export interface VoucherRow {
  readonly series: string
  readonly number: bigint
  /** `2026-11-20`. */
  readonly date: string
  readonly text: string
  readonly registered: string
  /** Debit positive, credit negative; decimal strings. `object`: a customer's cost centre, on sales. */
  readonly entries: readonly { readonly account: string; readonly amount: string; readonly object: string | null }[]
}

export interface Books {
  readonly vouchers: readonly VoucherRow[]
  /** The cost centres that sales are parted by. */
  readonly objects: readonly { readonly id: string; readonly name: string }[]
}

/** Everything booked in a calendar year, by number, sales parted by the customers' cost centres. */
export async function listVouchers(actor: Actor, year: number): Promise<Books> {
  requireAct(actor, 'ledger.read')
  requireAllSites(actor)
  const [rows, parts] = await Promise.all([
    db().voucher.findMany({
      where: { year },
      select: {
        id: true,
        series: true,
        number: true,
        date: true,
        text: true,
        createdAt: true,
        entries: { select: { account: true, amount: true }, orderBy: { position: 'asc' } },
      },
      orderBy: [{ series: 'asc' }, { number: 'asc' }],
    }),
    readParts(year),
  ])
  return {
    vouchers: rows.map(({ id, date, createdAt, entries, ...voucher }) => ({
      ...voucher,
      date: date.toISOString().slice(0, 10),
      registered: createdAt.toISOString().slice(0, 10),
      entries: partByCostCentre(
        entries.map(({ account, amount }) => ({ account, amount: amount.toFixed() })),
        parts.byVoucher.get(String(id)) ?? [],
      ),
    })),
    objects: parts.objects,
  }
}

interface PartRow {
  readonly id: string
  readonly kind: 'invoice' | 'credit-note'
  readonly customer_id: string
  readonly customer: string
  readonly code: string
  readonly centre: string | null
  readonly category: string
  readonly percent: string
  readonly net: string
}

/** Codes are the customers' own and may be alike: an object is the customer's number and the code. */
async function readParts(year: number) {
  const { rows } = await pool().query<PartRow>(
    `SELECT v.id, i.kind, i.customer_id, max(c.name) AS customer, l.cost_centre ->> 'code' AS code, max(l.cost_centre ->> 'name') AS centre,
       l.vat_category AS category, trim_scale(l.vat_percent)::text AS percent, sum(l.net)::text AS net
     FROM voucher v JOIN invoice i ON i.id = v.invoice_id JOIN customer c ON c.id = i.customer_id
     JOIN invoice_line l ON l.invoice_id = i.id AND l.cost_centre ->> 'code' IS NOT NULL
     WHERE v.year = $1 AND v.kind IN ('issue', 'credit') GROUP BY v.id, i.kind, i.customer_id, code, category, percent ORDER BY v.id, code`,
    [year],
  )
  const byVoucher = new Map<string, CentrePart[]>()
  const objects = new Map<string, string>()
  for (const row of rows) {
    const object = `${row.customer_id}-${row.code}`
    objects.set(object, `${row.customer}: ${row.centre || row.code}`)
    const amount = new Decimal(row.net).times(row.kind === 'invoice' ? -1 : 1).toFixed()
    const part = { account: salesAccounts(row.category, row.percent).sales, object, amount }
    byVoucher.set(row.id, [...(byVoucher.get(row.id) ?? []), part])
  }
  return { byVoucher, objects: [...objects].map(([id, name]) => ({ id, name })) }
}
