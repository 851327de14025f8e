import { db } from '../../db/client'
import { nextTry } from '../backoff'
import type { Outgoing } from '../outgoing'
import type { Outcome } from '../senders/outcome'

/**
 * Records what became of one try. Only while it is the newest: a try that took so long that another worker has taken over changes
 * nothing. Whoever is gone is forgotten with their subscription.
 */
export async function settleDelivery({ id, attempt }: Outgoing, outcome: Outcome, now: Date): Promise<void> {
  await db().$transaction(async (tx) => {
    const [row] = await tx.delivery.updateManyAndReturn({
      where: { id, state: 'sending', attempts: attempt },
      data: changeOf(outcome, attempt, now),
      select: { recipient: true },
    })
    if (row === undefined || outcome.result !== 'gone') return
    const { pushId, subscriberId } = row.recipient as Readonly<Record<string, string>>
    if (pushId !== undefined) await tx.pushSubscription.deleteMany({ where: { id: BigInt(pushId) } })
    else if (subscriberId !== undefined) await tx.subscriber.deleteMany({ where: { id: BigInt(subscriberId) } })
  })
}

function changeOf(outcome: Outcome, attempt: number, now: Date) {
  switch (outcome.result) {
    case 'delivered':
      return { state: 'delivered', deliveredAt: now, answer: outcome.answer, lastError: null }
    case 'gone':
      return { state: 'cancelled', lastError: outcome.error }
    case 'dead':
      return { state: 'dead', lastError: outcome.error }
    case 'failed': {
      const next = nextTry(attempt, now, outcome.askedMs)
      return next === null
        ? { state: 'dead', lastError: outcome.error }
        : { state: 'failed', nextAt: next, lastError: outcome.error }
    }
  }
}
