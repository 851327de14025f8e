import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { CHANNELS, type Channel } from '../notice'

const AFRESH = { state: 'waiting', attempts: 0, lastError: null } as const

/**
 * Sends a delivery that was given up once more, with all tries before it. To the outside it keeps its name.
 * @throws DomainError forbidden | not-found | conflict (it is not dead)
 */
export async function retryDelivery(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'notifications.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    const { count } = await tx.delivery.updateMany({
      where: { id, state: 'dead' },
      data: { ...AFRESH, nextAt: new Date() },
    })
    if (count === 0) {
      if ((await tx.delivery.count({ where: { id } })) === 0) throw notFound('delivery', id)
      throw new DomainError('conflict', 'Only a delivery that was given up can be tried again.', {
        reason: 'delivery-not-dead',
      })
    }
    await audit(tx, actor, 'delivery.retry', `delivery:${id}`)
  })
}

/** The same for everything that was given up on one way out, e.g. after it was set up. @returns how many @throws DomainError forbidden */
export async function retryDeadDeliveries(actor: Actor, channel: Channel): Promise<number> {
  requireAct(actor, 'notifications.write')
  requireAllSites(actor)
  if (!CHANNELS.includes(channel)) throw new DomainError('invalid', 'No such channel.', { channel: 'unknown' })
  return db().$transaction(async (tx) => {
    const { count } = await tx.delivery.updateMany({
      where: { channel, state: 'dead' },
      data: { ...AFRESH, nextAt: new Date() },
    })
    if (count > 0) await audit(tx, actor, 'delivery.retry', `channel:${channel}`, { after: { count } })
    return count
  })
}
