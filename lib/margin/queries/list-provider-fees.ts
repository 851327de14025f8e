import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { db } from '../../db/client'
import { dayOf } from '../../invoices/due-date'
import type { FeeKind, ProviderFee } from '../provider-fee'

/** What providers take, the newest first. */
export async function listProviderFees(actor: Actor): Promise<readonly ProviderFee[]> {
  requireAct(actor, 'margin.read')
  requireAllSites(actor)
  const rows = await db().providerFee.findMany({ orderBy: [{ kind: 'asc' }, { validFrom: 'desc' }] })
  return rows.map(({ kind, validFrom, percent, fixed }) => ({
    kind: kind as FeeKind,
    validFrom: dayOf(validFrom),
    percent: percent.toFixed(),
    fixed: fixed.toFixed(),
  }))
}
