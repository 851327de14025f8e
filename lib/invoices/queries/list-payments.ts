import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { customerInScope, requireAllSites } from '../../access/scope'
import { db } from '../../db/client'
import { moneyString } from '../../kernel/money'
import { dayOf } from '../due-date'

export interface PaymentRow {
  readonly id: bigint
  readonly customer: { readonly id: bigint; readonly name: string } | null
  readonly receivedOn: string
  readonly amount: string
  /** Neither allocated nor paid back. */
  readonly unused: string
  readonly currency: string
  readonly method: string
  readonly reference: string
  readonly payer: string
  readonly invoices: readonly { readonly id: bigint; readonly number: string | null }[]
}

/** Money that came in, newest first. @param options.isUnused only what has something left */
export async function listPayments(
  actor: Actor,
  options: { customerId?: bigint; isUnused?: boolean; limit?: number } = {},
): Promise<readonly PaymentRow[]> {
  requireAct(actor, 'invoices.read')
  requireAllSites(actor)
  const own = customerInScope(actor)
  const rows = await db().incomingPayment.findMany({
    where: {
      AND: [
        own === null ? {} : { customerId: own },
        options.customerId === undefined ? {} : { customerId: options.customerId },
        options.isUnused === true ? { unused: { gt: 0 } } : {},
      ],
    },
    include: {
      customer: { select: { id: true, name: true } },
      allocations: { select: { invoice: { select: { id: true, number: true } } } },
    },
    orderBy: [{ receivedOn: 'desc' }, { id: 'desc' }],
    take: options.limit ?? 200,
  })
  return rows.map((row) => ({
    id: row.id,
    customer: row.customer,
    receivedOn: dayOf(row.receivedOn),
    amount: moneyString(String(row.amount), row.currency),
    unused: moneyString(String(row.unused), row.currency),
    currency: row.currency,
    method: row.method,
    reference: row.reference,
    payer: row.payer,
    invoices: row.allocations.map(({ invoice }) => invoice),
  }))
}

export interface Balance {
  /** Left to pay by invoices, and the customer's credit: unused payments and credit notes. In kronor, decimal strings. */
  readonly owes: string
  readonly credit: string
}

/** @throws DomainError forbidden; of another fleet's customer everything is nothing */
export async function getBalance(actor: Actor, customerId: bigint): Promise<Balance> {
  requireAct(actor, 'invoices.read')
  requireAllSites(actor)
  const own = customerInScope(actor)
  const of = { AND: [{ customerId }, own === null ? {} : { customerId: own }] }
  const [byKind, payments] = await Promise.all([
    db().invoice.groupBy({ by: ['kind'], where: { AND: [of, { state: 'issued' }] }, _sum: { openAmount: true } }),
    db().incomingPayment.aggregate({ where: of, _sum: { unused: true } }),
  ])
  const sumOf = (kind: string) => Number(byKind.find((row) => row.kind === kind)?._sum.openAmount ?? 0)
  return {
    owes: moneyString(sumOf('invoice').toFixed(4), 'SEK'),
    credit: moneyString((sumOf('credit-note') + Number(payments._sum.unused ?? 0)).toFixed(4), 'SEK'),
  }
}
