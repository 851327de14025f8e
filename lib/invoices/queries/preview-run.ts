import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { pool } from '../../db/client'
import { Decimal, moneyString } from '../../kernel/money'
import { validated } from '../../kernel/validated'
import { BOOK_CURRENCY, type Exclusion } from '../exclusion'
import { type InvoiceRunInput, invoiceRunSchema, spanOf } from '../invoice-run'
import { CANDIDATES } from './sessions-to-bill'

export interface RunPreview {
  readonly customers: readonly PreviewRow[]
  readonly sessions: number
  /** As drivers were shown, in kronor; decimal string. */
  readonly total: string
  readonly excluded: Readonly<Partial<Record<Exclusion, number>>>
}

export interface PreviewRow {
  readonly id: bigint
  readonly name: string
  readonly sessions: number
  readonly total: string
  readonly excluded: Readonly<Partial<Record<Exclusion, number>>>
}

/** What a run would invoice now, and what it would leave out and why. Makes nothing. @throws DomainError invalid */
export async function previewRun(actor: Actor, input: InvoiceRunInput): Promise<RunPreview> {
  requireAct(actor, 'invoices.write')
  requireAllSites(actor)
  const run = validated(invoiceRunSchema, input)
  const { from, to } = spanOf(run)
  const { rows } = await pool().query<{
    id: string
    name: string
    exclusion: Exclusion | null
    sessions: string
    total: string
  }>(
    `SELECT customer.id, customer.name, exclusion, count(*) AS sessions, coalesce(sum(total), 0) AS total
     FROM (${CANDIDATES}) AS wanted JOIN customer ON customer.id = wanted.customer_id
     GROUP BY customer.id, customer.name, exclusion ORDER BY customer.name, customer.id`,
    [from, to, run.customerId === null ? null : [String(run.customerId)]],
  )
  const customers = new Map<string, { id: bigint; name: string; sessions: number; sum: Decimal; excluded: Excluded }>()
  const all: { sessions: number; sum: Decimal; excluded: Excluded } = { sessions: 0, sum: new Decimal(0), excluded: {} }
  for (const row of rows) {
    const its = customers.get(row.id) ?? {
      id: BigInt(row.id),
      name: row.name,
      sessions: 0,
      sum: new Decimal(0),
      excluded: {},
    }
    customers.set(row.id, its)
    const count = Number(row.sessions)
    for (const part of [its, all]) {
      if (row.exclusion !== null) part.excluded[row.exclusion] = (part.excluded[row.exclusion] ?? 0) + count
      else {
        part.sessions += count
        part.sum = part.sum.plus(row.total)
      }
    }
  }
  return {
    customers: [...customers.values()].map(({ sum, ...row }) => ({ ...row, total: moneyString(sum, BOOK_CURRENCY) })),
    sessions: all.sessions,
    total: moneyString(all.sum, BOOK_CURRENCY),
    excluded: all.excluded,
  }
}

type Excluded = Partial<Record<Exclusion, number>>
