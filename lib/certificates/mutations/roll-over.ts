import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { bus } from '../../bus/process-bus'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { type AuthorityInput, authoritySchema } from '../certificate-input'
import { lockAuthorities, makeAuthority } from './make-authority'

/**
 * Makes the authority that is to take over; the very first one signs at once. Stations get its root beside the old one while it
 * waits, then `activateAuthority` lets it sign.
 * @throws DomainError forbidden | invalid | conflict (one waits already)
 */
export async function prepareAuthority(actor: Actor, input: AuthorityInput): Promise<{ id: bigint }> {
  requireAct(actor, 'certificates.write')
  requireAllSites(actor)
  const { name, keyKind } = validated(authoritySchema, input)
  const id = await db().$transaction(async (tx) => {
    await lockAuthorities(tx)
    const living = await tx.certificateAuthority.findMany({
      where: { stage: { not: 'retired' } },
      select: { stage: true },
    })
    if (living.some(({ stage }) => stage === 'next'))
      throw new DomainError('conflict', 'An authority already waits to take over.', { reason: 'authority-waits' })
    return makeAuthority(tx, actor, { name, keyKind, stage: living.length === 0 ? 'active' : 'next' })
  })
  bus().publish('trust', { stationIdentity: null })
  return { id }
}

/**
 * The waiting authority signs from now on, and the gateway's own certificate follows. The old one is retired: what it signed stays
 * good until it expires, and is renewed. @throws DomainError forbidden | not-found | conflict
 */
export async function activateAuthority(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'certificates.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    const next = await tx.certificateAuthority.findUnique({ where: { id }, select: { stage: true } })
    if (next === null) throw notFound('authority', id)
    if (next.stage !== 'next')
      throw new DomainError('conflict', 'It does not wait to take over.', { reason: 'authority-not-waiting' })
    await tx.certificateAuthority.updateMany({
      where: { stage: 'active' },
      data: { stage: 'retired', retiredAt: new Date() },
    })
    await tx.certificateAuthority.update({ where: { id }, data: { stage: 'active' } })
    await audit(tx, actor, 'authority.activate', `authority:${id}`, {
      before: { stage: 'next' },
      after: { stage: 'active' },
    })
  })
  bus().publish('trust', { stationIdentity: null })
}

/** Takes a waiting authority back before it has signed anything. @throws DomainError forbidden | not-found | conflict */
export async function discardAuthority(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'certificates.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    const next = await tx.certificateAuthority.findUnique({ where: { id }, select: { stage: true } })
    if (next === null) throw notFound('authority', id)
    if (next.stage !== 'next')
      throw new DomainError('conflict', 'Only one that waits to take over can be discarded.', {
        reason: 'authority-not-waiting',
      })
    await tx.certificateAuthority.delete({ where: { id } })
    await audit(tx, actor, 'authority.discard', `authority:${id}`, { before: { stage: 'next' } })
  })
  bus().publish('trust', { stationIdentity: null })
}
