import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { db, type Prisma } from '../../db/client'
import { cursorId, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { moneyString } from '../../kernel/money'
import { type Age, ageOf } from '../aging'
import { asDate, dayOf, localDate } from '../due-date'
import type { InvoiceFilter } from '../invoice-filter'
import { BOOKS_ZONE } from '../invoice-run'
import { invoiceScope } from './invoice-scope'

export interface InvoiceRow {
  readonly id: bigint
  readonly kind: 'invoice' | 'credit-note'
  readonly state: 'draft' | 'issued' | 'cancelled'
  readonly number: string | null
  readonly customer: { readonly id: bigint; readonly name: string }
  readonly costCentre: string | null
  readonly currency: string
  readonly periodFrom: string
  readonly periodTo: string
  readonly issueDate: string | null
  readonly dueDate: string | null
  /** Decimal strings; of a credit note what is given back. */
  readonly payable: string
  readonly open: string
  readonly sessionCount: number
  /** How late it is; null when nothing is to be paid. */
  readonly age: Age | null
}

export const invoiceColumns = {
  id: true,
  kind: true,
  state: true,
  number: true,
  currency: true,
  periodFrom: true,
  periodTo: true,
  issueDate: true,
  dueDate: true,
  payable: true,
  openAmount: true,
  sessionCount: true,
  customer: { select: { id: true, name: true } },
  costCentre: { select: { code: true } },
} as const satisfies Prisma.InvoiceSelect

type Read = Prisma.InvoiceGetPayload<{ select: typeof invoiceColumns }>

/** A row as the doors give it. @param today `2026-11-20` */
export function invoiceRow(row: Read, today: string): InvoiceRow {
  const dueDate = row.dueDate === null ? null : dayOf(row.dueDate)
  const isOpen = row.state === 'issued' && row.kind === 'invoice' && Number(row.openAmount) > 0
  return {
    id: row.id,
    kind: row.kind as InvoiceRow['kind'],
    state: row.state as InvoiceRow['state'],
    number: row.number,
    customer: row.customer,
    costCentre: row.costCentre?.code ?? null,
    currency: row.currency,
    periodFrom: dayOf(row.periodFrom),
    periodTo: dayOf(row.periodTo),
    issueDate: row.issueDate === null ? null : dayOf(row.issueDate),
    dueDate,
    payable: moneyString(String(row.payable), row.currency),
    open: moneyString(String(row.openAmount), row.currency),
    sessionCount: row.sessionCount,
    age: isOpen && dueDate !== null ? ageOf(dueDate, today) : null,
  }
}

/** The invoices that fit a filter, newest first. */
export async function listInvoices(
  actor: Actor,
  filter: InvoiceFilter & { readonly cursor?: string; readonly limit?: number } = {},
): Promise<Page<InvoiceRow>> {
  requireAct(actor, 'invoices.read')
  requireAllSites(actor)
  const today = localDate(new Date(), BOOKS_ZONE)
  const limit = filter.limit ?? 100
  const before = filter.cursor === undefined ? {} : { id: { lt: cursorId(decodeCursor(filter.cursor, 1)[0]) } }
  const rows = await db().invoice.findMany({
    where: { AND: [invoiceScope(actor), before, whereOf(filter, today)] },
    select: invoiceColumns,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  return toPage(
    rows.map((row) => invoiceRow(row, today)),
    limit,
    (row) => [String(row.id)],
  )
}

export interface InvoiceSums {
  readonly count: number
  /** With drafts that were thrown away: how many the list holds. */
  readonly listed: number
  /** In kronor, decimal strings: invoiced without what was credited, still to be paid, and of that what is late. */
  readonly payable: string
  readonly open: string
  readonly late: string
  readonly ages: readonly { readonly age: Age; readonly open: string; readonly count: number }[]
}

/** What the invoices that fit a filter come to. */
export async function sumInvoices(actor: Actor, filter: InvoiceFilter = {}): Promise<InvoiceSums> {
  requireAct(actor, 'invoices.read')
  requireAllSites(actor)
  const today = localDate(new Date(), BOOKS_ZONE)
  const where = { AND: [invoiceScope(actor), whereOf(filter, today), { state: { not: 'cancelled' } }] }
  const [listed, kinds, byDue] = await Promise.all([
    db().invoice.count({ where: { AND: [invoiceScope(actor), whereOf(filter, today)] } }),
    db().invoice.groupBy({ by: ['kind'], where, _count: { _all: true }, _sum: { payable: true } }),
    db().invoice.groupBy({
      by: ['dueDate'],
      where: { AND: [where, { kind: 'invoice', state: 'issued', openAmount: { gt: 0 } }] },
      _count: { _all: true },
      _sum: { openAmount: true },
    }),
  ])
  const sums = new Map<Age, { open: number; count: number }>()
  for (const row of byDue) {
    if (row.dueDate === null) continue
    const age = ageOf(dayOf(row.dueDate), today)
    const sum = sums.get(age) ?? { open: 0, count: 0 }
    sums.set(age, { open: sum.open + ore(row._sum.openAmount), count: sum.count + row._count._all })
  }
  const ages = [...sums].map(([age, { open, count }]) => ({ age, open: kronor(open), count }))
  const sumOf = (kind: string) => ore(kinds.find((row) => row.kind === kind)?._sum.payable)
  const open = [...sums.values()].reduce((all, sum) => all + sum.open, 0)
  return {
    listed,
    count: kinds.reduce((all, row) => all + row._count._all, 0),
    payable: kronor(sumOf('invoice') - sumOf('credit-note')),
    open: kronor(open),
    late: kronor(open - (sums.get('not-due')?.open ?? 0)),
    ages,
  }
}

/** Whole öre are exact far beyond any book. */
const ore = (amount: { toString(): string } | null | undefined): number =>
  Math.round(Number(amount?.toString() ?? 0) * 100)
const kronor = (amount: number): string => moneyString(amount / 100, 'SEK')

function whereOf(filter: InvoiceFilter, today: string): Prisma.InvoiceWhereInput {
  const open = { state: 'issued', kind: 'invoice', openAmount: { gt: 0 } }
  const byStanding: Readonly<Record<NonNullable<InvoiceFilter['standing']>, Prisma.InvoiceWhereInput>> = {
    draft: { state: 'draft' },
    open,
    late: { ...open, dueDate: { lt: asDate(today) } },
    paid: { state: 'issued', kind: 'invoice', openAmount: 0 },
    credit: { kind: 'credit-note' },
    cancelled: { state: 'cancelled' },
  }
  return {
    ...(filter.standing === undefined ? {} : byStanding[filter.standing]),
    ...(filter.customerId === undefined ? {} : { customerId: filter.customerId }),
    ...(filter.runId === undefined ? {} : { runId: filter.runId }),
    ...(filter.number === undefined ? {} : { OR: [{ number: { contains: filter.number } }, { ocr: filter.number }] }),
    ...(filter.from === undefined && filter.to === undefined
      ? {}
      : {
          issueDate: {
            ...(filter.from === undefined ? {} : { gte: asDate(filter.from) }),
            ...(filter.to === undefined ? {} : { lte: asDate(filter.to) }),
          },
        }),
  }
}
