import { db } from '../../db/client'
import { drawNow, lockPlanOf, plansOfSessions } from '../../plans/queries/plans-of-sessions'
import { isPriced, priceSession } from '../../tariffs/price-session'
import { readTariff } from '../../tariffs/tariff'
import { surroundingsOf } from '../queries/surroundings'
import { sessionFacts } from '../session-facts'
import { pricedColumns } from './priced-columns'

/** So many at a time, so that no transaction is long. */
const BATCH = 200
const MOST_BATCHES = 50

/**
 * Prices ended sessions that waited for the exchange's prices, as far as those have come. For the worker.
 * @returns how many got a price
 */
export async function priceAwaitingSpot(now: Date): Promise<number> {
  let [count, after] = [0, 0n]
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const { priced, last } = await priceBatch(after, now)
    count += priced
    if (last === null) break
    after = last
  }
  return count
}

/** Some may wait for long: they must not stand in the way of those behind them. */
async function priceBatch(after: bigint, now: Date): Promise<{ priced: number; last: bigint | null }> {
  const waiting = await db().session.findMany({
    where: { id: { gt: after }, status: 'ended', endedAt: { not: null }, priced: { unpricedReason: 'spot-missing' } },
    select: {
      id: true,
      startedAt: true,
      endedAt: true,
      energyWh: true,
      phases: { select: { at: true, state: true } },
      tariffVersion: true,
      subscriptionId: true,
    },
    orderBy: { id: 'asc' },
    take: BATCH,
  })
  const sessions = waiting.map((session) => ({
    ...session,
    until: session.endedAt ?? now,
    terms: session.tariffVersion === null ? null : (readTariff(session.tariffVersion) ?? ('unreadable' as const)),
  }))
  const around = await surroundingsOf(sessions)
  let count = 0
  for (const session of sessions) {
    const facts = sessionFacts(session, session.phases, session.until, around.get(session.id))
    if (!isPriced(priceSession(session.terms, facts))) continue
    count += await db().$transaction(async (tx) => {
      await lockPlanOf(session.subscriptionId, tx)
      const plans = session.subscriptionId === null ? null : await plansOfSessions([session.id], tx)
      const draw = drawNow(plans?.get(session.id), session.startedAt, session.terms)
      const price = priceSession(session.terms, { ...facts, agreement: draw?.agreement ?? null })
      // Only while it still waits, and by the energy that was read: a late reading may have priced it meanwhile.
      const { count: changed } = await tx.pricedSession.updateMany({
        where: { sessionId: session.id, unpricedReason: 'spot-missing', session: { energyWh: session.energyWh } },
        data: { ...pricedColumns(price, draw), pricedAt: now },
      })
      return changed
    })
  }
  return { priced: count, last: waiting.length < BATCH ? null : waiting.at(-1)!.id }
}
