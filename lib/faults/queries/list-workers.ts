import type { Actor } from '../../access/actor'
import { ACTS, requireAct } from '../../access/acts'
import { db, type Transaction } from '../../db/client'
import type { NamedUser } from '../entries'

const WORKERS = { active: true, role: { in: [...ACTS['faults.write']] } }
const NAMED = { id: true, name: true, email: true } as const

const named = ({ id, name, email }: { id: bigint; name: string; email: string }): NamedUser => ({
  id: String(id),
  name: name || email,
})

/** Who a fault may be given to, and who may be called for: everybody who works with faults, by name. */
export async function listWorkers(actor: Actor): Promise<readonly NamedUser[]> {
  requireAct(actor, 'faults.write')
  const rows = await db().user.findMany({ where: WORKERS, select: NAMED, orderBy: [{ name: 'asc' }, { id: 'asc' }] })
  return rows.map(named)
}

/** Those of these users who work with faults. */
export async function findWorkers(tx: Transaction, ids: readonly bigint[]): Promise<readonly NamedUser[]> {
  if (ids.length === 0) return []
  return (await tx.user.findMany({ where: { ...WORKERS, id: { in: [...ids] } }, select: NAMED })).map(named)
}
