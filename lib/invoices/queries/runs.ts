import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { db } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { dayOf } from '../due-date'
import type { Exclusion } from '../exclusion'

export interface Run {
  readonly id: bigint
  readonly state: 'running' | 'done' | 'stopped'
  readonly periodFrom: string
  readonly periodTo: string
  readonly issueDate: string
  readonly isDraft: boolean
  readonly customer: bigint | null
  /** Customers to go through, and those that are done. */
  readonly planned: number
  readonly done: number
  readonly invoices: number
  readonly sessions: number
  readonly excluded: Readonly<Partial<Record<Exclusion, number>>>
  readonly problem: string | null
  readonly createdBy: string
  readonly createdAt: Date
  readonly finishedAt: Date | null
}

/** The newest runs. @throws DomainError forbidden */
export async function listRuns(actor: Actor, { limit = 50 }: { limit?: number } = {}): Promise<readonly Run[]> {
  mayReadRuns(actor)
  const rows = await db().invoiceRun.findMany({ orderBy: { id: 'desc' }, take: limit })
  return rows.map(shown)
}

/** @throws DomainError forbidden | not-found */
export async function getRun(actor: Actor, id: bigint): Promise<Run> {
  mayReadRuns(actor)
  const row = await db().invoiceRun.findUnique({ where: { id } })
  if (row === null) throw notFound('invoice run', id)
  return shown(row)
}

function mayReadRuns(actor: Actor): void {
  // A run is of many customers: not for who is held to one.
  requireAct(actor, 'invoices.write')
  requireAllSites(actor)
}

type Row = Awaited<ReturnType<ReturnType<typeof db>['invoiceRun']['findUniqueOrThrow']>>

const shown = (row: Row): Run => ({
  id: row.id,
  state: row.state as Run['state'],
  periodFrom: dayOf(row.periodFrom),
  periodTo: dayOf(row.periodTo),
  issueDate: dayOf(row.issueDate),
  isDraft: row.isDraft,
  customer: row.customerId,
  planned: row.planned,
  done: row.done,
  invoices: row.invoices,
  sessions: row.sessions,
  excluded: row.excluded as Run['excluded'],
  problem: row.problem,
  createdBy: row.createdBy,
  createdAt: row.createdAt,
  finishedAt: row.finishedAt,
})
