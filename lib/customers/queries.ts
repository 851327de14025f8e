import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { customerInScope, requireAllSites } from '../access/scope'
import { db } from '../db/client'
import { cursorId, decodeCursor, type Page, toPage } from '../kernel/cursor'
import { notFound } from '../kernel/errors'
import { moneyString } from '../kernel/money'
import type { CustomerData } from './customer'

/** All that people enter about a customer. */
export const masterData = {
  name: true,
  kind: true,
  orgNumber: true,
  vatNumber: true,
  email: true,
  invoiceEmail: true,
  street: true,
  postalCode: true,
  city: true,
  country: true,
  buyerReference: true,
  orderReference: true,
  endpointScheme: true,
  endpointId: true,
  language: true,
  paymentDays: true,
  isReverseCharge: true,
  billing: true,
  billingDay: true,
  invoiceDelivery: true,
  invoiceFiles: true,
} as const

export interface Customer extends CustomerData {
  readonly id: bigint
  readonly createdAt: Date
}

export interface CustomerRow extends Customer {
  readonly tokenCount: number
  /** Sessions started since `since`, and their energy in Wh. */
  readonly sessionCount: number
  readonly energyWh: number
  /** What it owes by issued invoices, in kronor; decimal string. */
  readonly owes: string
}

const columns = { ...masterData, id: true, createdAt: true } as const

type Word = 'kind' | 'language' | 'billing' | 'invoiceDelivery'
type CustomerRead = Omit<Customer, Word | 'invoiceFiles'> & Record<Word, string> & { readonly invoiceFiles: string[] }
/** The words are held to their lists by the database. */
const asCustomer = <Row extends CustomerRead>(row: Row) => row as Row & Customer

const inScope = (actor: Actor) => {
  const customerId = customerInScope(actor)
  return customerId === null ? {} : { id: customerId }
}

/** Customers by name. @param options.since from when use is summed */
export async function listCustomers(
  actor: Actor,
  options: { since: Date; cursor?: string; limit?: number },
): Promise<Page<CustomerRow>> {
  requireAct(actor, 'customers.read')
  requireAllSites(actor)
  const limit = options.limit ?? 50
  const [afterName, afterId] = options.cursor === undefined ? [] : decodeCursor(options.cursor, 2)
  const after =
    afterName === undefined
      ? {}
      : { OR: [{ name: { gt: afterName } }, { name: afterName, id: { gt: cursorId(afterId) } }] }
  const rows = await db().customer.findMany({
    where: { AND: [inScope(actor), after] },
    select: { ...columns, _count: { select: { tokens: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
  })
  const use = await db().session.groupBy({
    by: ['customerId'],
    where: { customerId: { in: rows.map((row) => row.id) }, startedAt: { gte: options.since } },
    _count: { _all: true },
    _sum: { energyWh: true },
  })
  const open = await db().invoice.groupBy({
    by: ['customerId'],
    where: { customerId: { in: rows.map((row) => row.id) }, state: 'issued', kind: 'invoice' },
    _sum: { openAmount: true },
  })
  const useOf = new Map(use.map((row) => [row.customerId, row]))
  const openOf = new Map(open.map((row) => [row.customerId, row._sum.openAmount]))
  const full = rows.map(({ _count, ...customer }) => ({
    ...asCustomer(customer),
    owes: moneyString(String(openOf.get(customer.id) ?? 0), 'SEK'),
    tokenCount: _count.tokens,
    sessionCount: useOf.get(customer.id)?._count._all ?? 0,
    energyWh: Number(useOf.get(customer.id)?._sum.energyWh ?? 0),
  }))
  return toPage(full, limit, (row) => [row.name, String(row.id)])
}

/** @throws DomainError not-found, also for another fleet's customer */
export async function getCustomer(actor: Actor, id: bigint): Promise<Customer> {
  requireAct(actor, 'customers.read')
  requireAllSites(actor)
  const customer = await db().customer.findFirst({ where: { AND: [inScope(actor), { id }] }, select: columns })
  if (customer === null) throw notFound('customer', id)
  return asCustomer(customer)
}
