import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { bus } from '../../bus/process-bus'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { type FaultSource, faultEvent, liveFault } from '../fault'

/**
 * A person has dealt with it: for faults whose end no station tells. When the station tells of it again it is a new fault.
 * @throws DomainError forbidden | not-found | conflict (already closed)
 */
export async function closeFault(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'stations.command')
  const siteIds = sitesInScope(actor)
  const event = await db().$transaction(async (tx) => {
    const inScope = siteIds === null ? {} : { station: { siteId: { in: [...siteIds] } } }
    if ((await tx.fault.count({ where: { id, ...inScope } })) === 0) throw notFound('fault', id)
    const [row] = await tx.fault.updateManyAndReturn({
      where: { id, closedAt: null, stationId: { not: null } },
      data: { closedAt: new Date(), closedBy: actor.ref },
      select: {
        id: true,
        evseNumber: true,
        connectorNumber: true,
        source: true,
        code: true,
        severity: true,
        openedAt: true,
        closedAt: true,
        station: { select: { identity: true, siteId: true } },
      },
    })
    if (row === undefined) throw new DomainError('conflict', 'The fault is closed already.')
    const { station, source, ...fault } = row
    await audit(tx, actor, 'fault.close', `station:${station!.identity}`, {
      after: { id: String(id), code: fault.code, evse: fault.evseNumber },
    })
    return faultEvent(liveFault({ ...fault, source: source as FaultSource }, station!.identity), station!.siteId)
  })
  bus().publish('live', event)
}
