import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { requireAllSites } from '../access/scope'
import { db } from '../db/client'

export interface VoucherRow {
  readonly series: string
  readonly number: bigint
  /** `2026-11-20`. */
  readonly date: string
  readonly text: string
  readonly registered: string
  /** Debit positive, credit negative; decimal strings. */
  readonly entries: readonly { readonly account: string; readonly amount: string }[]
}

/** Everything booked in a calendar year, by number. */
export async function listVouchers(actor: Actor, year: number): Promise<readonly VoucherRow[]> {
  requireAct(actor, 'ledger.read')
  requireAllSites(actor)
  const rows = await db().voucher.findMany({
    where: { year },
    select: {
      series: true,
      number: true,
      date: true,
      text: true,
      createdAt: true,
      entries: { select: { account: true, amount: true }, orderBy: { position: 'asc' } },
    },
    orderBy: [{ series: 'asc' }, { number: 'asc' }],
  })
  return rows.map(({ date, createdAt, entries, ...voucher }) => ({
    ...voucher,
    date: date.toISOString().slice(0, 10),
    registered: createdAt.toISOString().slice(0, 10),
    entries: entries.map(({ account, amount }) => ({ account, amount: amount.toFixed() })),
  }))
}
