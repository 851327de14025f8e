import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { db } from '../../db/client'
import { cursorId, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { notFound } from '../../kernel/errors'
import { moneyString } from '../../kernel/money'
import type { FeeSource } from '../../plans/subscription-fee'
import type { LineSource, SessionFacts } from '../billable-session'
import type { InvoiceLine } from '../invoice-document'
import { invoiceScope } from './invoice-scope'

export interface LineRow {
  readonly position: number
  readonly kind: InvoiceLine['kind']
  readonly text: string
  readonly quantity: string
  readonly unit: InvoiceLine['unit']
  readonly unitPrice: string
  readonly net: string
  readonly vatPercent: string
  readonly vatCategory: InvoiceLine['vatCategory']
  readonly vat: string
  readonly gross: string
  readonly costCentre: { readonly code: string; readonly name: string } | null
  readonly session: SessionFacts | null
  /** What it was made from: the session's price line, and the tariff version that made it. */
  readonly source: LineSource | null
  /** What a subscription's fee was made from. */
  readonly fee: FeeSource | null
  /** Taken back by a credit note. */
  readonly isCredited: boolean
}

/** An invoice's lines in their order. @throws DomainError not-found */
export async function listInvoiceLines(
  actor: Actor,
  id: bigint,
  { cursor, limit = 200 }: { cursor?: string; limit?: number } = {},
): Promise<Page<LineRow>> {
  requireAct(actor, 'invoices.read')
  requireAllSites(actor)
  const invoice = await db().invoice.findFirst({
    where: { AND: [invoiceScope(actor), { id }] },
    select: { currency: true },
  })
  if (invoice === null) throw notFound('invoice', id)
  const after = cursor === undefined ? 0 : Number(cursorId(decodeCursor(cursor, 1)[0]))
  const rows = await db().invoiceLine.findMany({
    where: { invoiceId: id, position: { gt: Math.min(after, 2_000_000_000) } },
    orderBy: { position: 'asc' },
    take: limit + 1,
  })
  const credited = await db().invoiceLine.findMany({
    where: { creditsId: id, creditsPosition: { in: rows.map((row) => row.position) } },
    select: { creditsPosition: true },
  })
  const isCredited = new Set(credited.map((row) => row.creditsPosition))
  const money = (amount: { toString(): string }) => moneyString(String(amount), invoice.currency)
  return toPage(
    rows.map((row) => lineRow(row, money, isCredited.has(row.position))),
    limit,
    (row) => [String(row.position)],
  )
}

/** One line. @throws DomainError not-found */
export async function getInvoiceLine(actor: Actor, id: bigint, position: number): Promise<LineRow> {
  requireAct(actor, 'invoices.read')
  requireAllSites(actor)
  const row = await db().invoiceLine.findFirst({
    where: { invoiceId: id, position, invoice: invoiceScope(actor) },
    include: { invoice: { select: { currency: true } } },
  })
  if (row === null) throw notFound('invoice line', position)
  const credits = await db().invoiceLine.count({ where: { creditsId: id, creditsPosition: position } })
  return lineRow(row, (amount) => moneyString(String(amount), row.invoice.currency), credits > 0)
}

type Row = Awaited<ReturnType<ReturnType<typeof db>['invoiceLine']['findUniqueOrThrow']>>

const lineRow = (row: Row, money: (amount: { toString(): string }) => string, isCredited: boolean): LineRow => ({
  position: row.position,
  kind: row.kind as LineRow['kind'],
  text: row.text,
  quantity: row.quantity.toFixed(),
  unit: row.unit as LineRow['unit'],
  unitPrice: row.unitPrice.toFixed(),
  net: money(row.net),
  vatPercent: row.vatPercent.toFixed(),
  vatCategory: row.vatCategory as LineRow['vatCategory'],
  vat: money(row.vat),
  gross: money(row.gross),
  costCentre: row.costCentre as LineRow['costCentre'],
  session: row.session as LineRow['session'],
  source: row.price as LineSource | null,
  fee: row.fee as unknown as FeeSource | null,
  isCredited,
})
