import type { Actor, Role } from '../../access/actor'
import { ACTS, requireAct } from '../../access/acts'
import { db } from '../../db/client'

export interface Technician {
  readonly id: bigint
  readonly name: string
  readonly role: Role
  readonly openJobs: number
}

/** Everybody who may be sent to a station, technicians first, and how much each has to do. */
export async function listTechnicians(actor: Actor): Promise<readonly Technician[]> {
  requireAct(actor, 'faults.write')
  const rows = await db().user.findMany({
    where: { active: true, role: { in: [...ACTS['field.work']] } },
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      _count: { select: { workOrders: { where: { state: { notIn: ['done', 'cancelled'] } } } } },
    },
    take: 500,
  })
  return rows
    .map(({ name, email, role, _count, id }) => ({
      id,
      name: name || email,
      role: role as Role,
      openJobs: _count.workOrders,
    }))
    .sort((a, b) => Number(b.role === 'technician') - Number(a.role === 'technician') || a.name.localeCompare(b.name))
}
