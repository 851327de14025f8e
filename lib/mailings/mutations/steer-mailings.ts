import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import type { AttachmentRef } from '../attachment'
import type { MailingKind, MailingSubject, MailLanguage } from '../mailing'
import { queueMailing } from './queue-mailing'

export const resendSchema = z.object({
  /** Left out: as before. */
  to: z
    .union([z.literal(''), z.email('not-an-email').max(254, 'too-long')], 'not-an-email')
    .optional()
    .transform((to) => to?.trim().toLowerCase() || null),
})
export type ResendInput = z.input<typeof resendSchema>

/**
 * Sends a mail once more, as a new one of its own, perhaps to another address; its files are made anew. What waited or was given up is
 * called off, so that it is not sent twice. @throws DomainError invalid | not-found | conflict (it is being sent)
 */
export async function resendMailing(actor: Actor, id: bigint, input: ResendInput = {}): Promise<{ id: bigint }> {
  requireAct(actor, 'mailings.write')
  requireAllSites(actor)
  const { to } = validated(resendSchema, input)
  return db().$transaction(async (tx) => {
    const first = await lock(tx, id)
    if (first.state === 'sending') {
      throw new DomainError('conflict', 'It is being sent right now.', { reason: 'mailing-sending' })
    }
    if (first.state !== 'sent' && first.state !== 'bounced' && first.state !== 'cancelled') {
      await enter(tx, id, 'cancelled', 'resent', actor)
    }
    const stored = await queueMailing(tx, {
      kind: first.kind as MailingKind,
      to: to ?? first.toAddress,
      language: first.language as MailLanguage,
      subject: first.subject,
      text: first.body,
      attachments: first.attachments as unknown as readonly AttachmentRef[],
      about:
        first.aboutType === null || first.aboutId === null
          ? null
          : ({ type: first.aboutType, id: first.aboutId } as MailingSubject),
      by: first.by,
      customerId: first.customerId,
      scheduleId: first.scheduleId,
      resendOf: id,
    })
    if (stored === null) throw new Error('A mail without a key is always stored.')
    await audit(tx, actor, 'mailing.resend', `mailing:${id}`, {
      after: { as: String(stored), to: to ?? first.toAddress },
    })
    return { id: stored }
  })
}

/** Calls a mail off that has not left. @throws DomainError not-found | conflict */
export async function cancelMailing(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'mailings.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    const { state } = await lock(tx, id)
    if (state !== 'queued' && state !== 'failed' && state !== 'dead') {
      throw new DomainError('conflict', 'It has left already.', { reason: 'mailing-left' })
    }
    await enter(tx, id, 'cancelled', null, actor)
    await audit(tx, actor, 'mailing.cancel', `mailing:${id}`)
  })
}

export const bounceSchema = z.object({ reason: z.string().trim().min(1, 'required').max(300, 'too-long') })
export type BounceInput = z.input<typeof bounceSchema>

/**
 * Records that a mail came back although the mail server had taken it: told by a person who read the answer, or by a mail provider's
 * hook over the API. @throws DomainError invalid | not-found | conflict (it was never taken)
 */
export async function bounceMailing(actor: Actor, id: bigint, input: BounceInput): Promise<void> {
  requireAct(actor, 'mailings.write')
  requireAllSites(actor)
  const { reason } = validated(bounceSchema, input)
  await db().$transaction(async (tx) => {
    const { state } = await lock(tx, id)
    // Told twice is told once.
    if (state === 'bounced') return
    if (state !== 'sent') throw new DomainError('conflict', 'It has not been sent.', { reason: 'mailing-not-sent' })
    await enter(tx, id, 'bounced', reason, actor)
    await audit(tx, actor, 'mailing.bounce', `mailing:${id}`, { after: { reason } })
  })
}

/** Sends again all that was given up, e.g. once there is a mail server. @returns how many */
export async function retryDeadMailings(actor: Actor): Promise<number> {
  requireAct(actor, 'mailings.write')
  requireAllSites(actor)
  return db().$transaction(async (tx) => {
    const rows = await tx.mailing.updateManyAndReturn({
      where: { state: 'dead' },
      data: { state: 'queued', attempts: 0, nextAt: new Date(), lastError: null },
      select: { id: true },
    })
    if (rows.length === 0) return 0
    await tx.mailingEntry.createMany({
      data: rows.map((row) => ({ mailingId: row.id, state: 'queued', by: actor.ref })),
    })
    await audit(tx, actor, 'mailing.retry-all', 'mailings', { after: { count: rows.length } })
    return rows.length
  })
}

async function lock(tx: Transaction, id: bigint) {
  await tx.$queryRaw`SELECT 1 FROM mailing WHERE id = ${id} FOR UPDATE`
  const found = await tx.mailing.findUnique({ where: { id } })
  if (found === null) throw notFound('mailing', id)
  return found
}

async function enter(
  tx: Transaction,
  id: bigint,
  state: 'cancelled' | 'bounced',
  answer: string | null,
  actor: Actor,
): Promise<void> {
  await tx.mailing.update({ where: { id }, data: { state, ...(state === 'bounced' ? { lastError: answer } : {}) } })
  await tx.mailingEntry.create({ data: { mailingId: id, state, answer, by: actor.ref } })
}
