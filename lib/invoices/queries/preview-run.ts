import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { pool } from '../../db/client'
import { Decimal, moneyString } from '../../kernel/money'
import { validated } from '../../kernel/validated'
import { feeMonths, readFeesDue } from '../../plans/queries/fees-due'
import { BOOK_CURRENCY, type Exclusion } from '../exclusion'
import { type InvoiceRunInput, invoiceRunSchema, spanOf } from '../invoice-run'
import { CANDIDATES } from './sessions-to-bill'

export interface RunPreview {
  readonly customers: readonly PreviewRow[]
  readonly sessions: number
  /** Months of subscriptions. */
  readonly fees: number
  /** As drivers were shown, in kronor; decimal string. */
  readonly total: string
  readonly excluded: Readonly<Partial<Record<Exclusion, number>>>
}

export interface PreviewRow {
  readonly id: bigint
  readonly name: string
  readonly sessions: number
  readonly fees: number
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
  const customers = new Map<string, Counted & { id: bigint; name: string }>()
  const all = nothingCounted()
  for (const row of rows) {
    const its = customers.get(row.id) ?? { id: BigInt(row.id), name: row.name, ...nothingCounted() }
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
  await addFees(run.customerId, feeMonths({ from, to }, new Date()), customers, all)
  return {
    customers: inOrder([...customers.values()]).map(({ sum, ...row }) => ({
      ...row,
      total: moneyString(sum, BOOK_CURRENCY),
    })),
    sessions: all.sessions,
    fees: all.fees,
    total: moneyString(all.sum, BOOK_CURRENCY),
    excluded: all.excluded,
  }
}

type Excluded = Partial<Record<Exclusion, number>>

interface Counted {
  sessions: number
  fees: number
  sum: Decimal
  excluded: Excluded
}

const nothingCounted = (): Counted => ({ sessions: 0, fees: 0, sum: new Decimal(0), excluded: {} })

/** Customers may owe a fee without having charged. */
async function addFees(
  customerId: bigint | null,
  months: readonly string[],
  customers: Map<string, Counted & { id: bigint; name: string }>,
  all: Counted,
): Promise<void> {
  const due = await readFeesDue(pool(), months, customerId === null ? null : [String(customerId)])
  for (const [id, { name, hasAddress, fees }] of due) {
    const its = customers.get(id) ?? { id: BigInt(id), name, ...nothingCounted() }
    customers.set(id, its)
    for (const part of [its, all]) {
      if (!hasAddress) part.excluded['address-missing'] = (part.excluded['address-missing'] ?? 0) + fees.length
      else {
        part.fees += fees.length
        for (const { amount } of fees.flatMap(({ parts }) => parts)) part.sum = part.sum.plus(amount)
      }
    }
  }
}

const inOrder = <Row extends { name: string; id: bigint }>(rows: Row[]): Row[] =>
  rows.sort((a, b) => (a.name === b.name ? Number(a.id - b.id) : a.name.localeCompare(b.name, 'sv')))
