import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { Decimal } from '../../kernel/money'
import { validated } from '../../kernel/validated'
import { drawNow, lockPlanOf, plansOfSessions } from '../../plans/queries/plans-of-sessions'
import { priceSession } from '../../tariffs/price-session'
import { readTariff } from '../../tariffs/tariff'
import { sessionScope } from '../queries/session-scope'
import { surroundingsOf } from '../queries/surroundings'
import { type ResolveReviewInput, resolveReviewSchema, writeResolution } from '../resolution'
import { sessionFacts } from '../session-facts'
import { pricedColumns } from './priced-columns'

/**
 * Settles a review flag: the session stands (`accept`), or its energy was another (`correct`) and it is priced again with the
 * tariff it began with. What was said, by whom and why stays on the flag and in the audit log.
 * @throws DomainError invalid | not-found | conflict (resolved already, or the session still runs or waits for events)
 */
export async function resolveReview(actor: Actor, input: ResolveReviewInput): Promise<void> {
  requireAct(actor, 'sessions.review')
  const said = validated(resolveReviewSchema, input)
  await db().$transaction(async (tx) => {
    const review = await tx.sessionReview.findFirst({
      where: { id: said.reviewId, session: sessionScope(actor) },
      select: { id: true, sessionId: true, flag: true },
    })
    if (review === null) throw notFound('review', said.reviewId)
    const subject = `session:${review.sessionId}`
    if (said.kind === 'accept') {
      await settle(tx, actor, review.id, writeResolution({ kind: 'accepted', reason: said.reason }))
      await audit(tx, actor, 'session.review-accept', subject, { after: { flag: review.flag, reason: said.reason } })
      return
    }
    const change = await correctEnergy(tx, review.sessionId, said.energyWh)
    await settle(
      tx,
      actor,
      review.id,
      writeResolution({ kind: 'corrected', fromWh: change.before.energyWh, toWh: said.energyWh, reason: said.reason }),
    )
    await audit(tx, actor, 'session.review-correct', subject, {
      before: { flag: review.flag, ...change.before },
      after: { flag: review.flag, ...change.after, reason: said.reason },
    })
  })
}

/** Conditional, so that of two people only the first settles it. */
async function settle(tx: Transaction, actor: Actor, id: bigint, resolution: string): Promise<void> {
  const { count } = await tx.sessionReview.updateMany({
    where: { id, resolvedAt: null },
    data: { resolvedAt: new Date(), resolvedBy: actor.ref, resolution },
  })
  if (count === 0) throw new DomainError('conflict', 'The review is resolved already.', { reason: 'review-resolved' })
}

interface EnergyAndTotal {
  readonly energyWh: number
  readonly total: string | null
}

async function correctEnergy(
  tx: Transaction,
  sessionId: bigint,
  energyWh: number,
): Promise<{ before: EnergyAndTotal; after: EnergyAndTotal }> {
  // The gateway may be writing a late reading this very moment.
  await tx.$queryRaw`select 1 from session where id = ${sessionId} for update`
  const session = await tx.session.findUniqueOrThrow({
    where: { id: sessionId },
    select: {
      startedAt: true,
      endedAt: true,
      completeness: true,
      energyWh: true,
      phases: { select: { at: true, state: true } },
      tariffVersion: true,
      subscriptionId: true,
      priced: { select: { total: true } },
    },
  })
  if (session.endedAt === null) {
    throw new DomainError('conflict', 'The session is still running.', { reason: 'session-active' })
  }
  if (session.completeness === 'waiting') {
    throw new DomainError('conflict', 'Events of the session are still awaited.', { reason: 'session-waiting' })
  }
  const terms = session.tariffVersion === null ? null : (readTariff(session.tariffVersion) ?? 'unreadable')
  const until = session.endedAt
  const around = await surroundingsOf([{ id: sessionId, startedAt: session.startedAt, until, terms }], tx)
  await lockPlanOf(session.subscriptionId, tx)
  const plans = session.subscriptionId === null ? null : await plansOfSessions([sessionId], tx)
  const draw = drawNow(plans?.get(sessionId), session.startedAt, terms)
  const corrected = { ...session, energyWh: new Decimal(energyWh) }
  const facts = sessionFacts(corrected, session.phases, until, around.get(sessionId))
  const price = priceSession(terms, { ...facts, agreement: draw?.agreement ?? null })
  const priced = pricedColumns(price, draw)
  const pricedAt = new Date()
  await tx.session.update({ where: { id: sessionId }, data: { energyWh } })
  await tx.pricedSession.upsert({
    where: { sessionId },
    create: { sessionId, pricedAt, ...priced },
    update: { pricedAt, ...priced },
  })
  return {
    before: { energyWh: Number(session.energyWh), total: session.priced?.total?.toString() ?? null },
    after: { energyWh, total: priced.total },
  }
}
