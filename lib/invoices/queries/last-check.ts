import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { db } from '../../db/client'
import { type CheckCounts, type Difference, readDifferences } from '../difference'

/** The last pass over all issued invoices that came to its end. */
export interface LastCheck extends CheckCounts {
  readonly finishedAt: Date
  /** How many differences it found, and the first of them. */
  readonly differences: number
  readonly found: readonly Difference[]
}

/**
 * What the last nightly check said, or a certain one; null: there has been none. For those who work with invoices: it tells of everybody's.
 */
export async function getLastCheck(actor: Actor, id?: bigint): Promise<LastCheck | null> {
  requireAct(actor, 'invoices.write')
  requireAllSites(actor)
  const check = await db().invoiceCheck.findFirst({
    where: { id, finishedAt: { not: null } },
    orderBy: { id: 'desc' },
    omit: { id: true, startedAt: true, afterInvoice: true },
  })
  if (check === null || check.finishedAt === null) return null
  return { ...check, finishedAt: check.finishedAt, found: readDifferences(check.found) }
}
