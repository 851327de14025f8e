import { systemActor } from '../../access/actor'
import { requestCommand } from '../../commands/mutations/request-command'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { applyEvents } from './apply-events'
import { checkPayments } from './check-payments'
import { makeCalls } from './make-calls'
import { answerSandbox } from './sandbox-provider'

/** What the holder of a payment's key may do. The key is the permission. */
const find = async (key: string) => {
  const payment = await db().payment.findUnique({
    where: { key },
    select: {
      id: true,
      state: true,
      providerRef: true,
      sessionId: true,
      provider: { select: { kind: true } },
      station: { select: { identity: true } },
    },
  })
  if (payment === null) throw notFound('payment', key)
  return payment
}

/** The make-believe bank's yes or no. @throws DomainError not-found | conflict (it is no make-believe) */
export async function answerMakeBelieve(key: string, isApproved: boolean, now: Date): Promise<void> {
  const { id, provider, providerRef } = await find(key)
  if (provider.kind !== 'sandbox' || providerRef === null)
    throw new DomainError('conflict', 'This payment is no make-believe.')
  await answerSandbox(providerRef, isApproved)
  await checkPayments(now, { only: [id] })
}

/** The driver has thought better of it before the plug is in: nothing is paid. @throws DomainError not-found | conflict (it charges) */
export async function giveUpPayment(key: string, now: Date): Promise<void> {
  const { id } = await find(key)
  await db().$transaction(async (tx) => {
    const { refused } = await applyEvents(tx, id, [{ kind: 'gave-up' }], { source: 'driver', now })
    if (refused !== null) throw new DomainError('conflict', `Not now: ${refused}.`, { reason: refused })
  })
  await makeCalls(now, { paymentId: id })
}

/** The driver ends the charge from the telephone. @throws DomainError not-found | conflict (it does not charge, or the station is away) */
export async function stopPaidSession(key: string): Promise<void> {
  const { state, sessionId, station } = await find(key)
  if (state !== 'charging' || sessionId === null) throw new DomainError('conflict', 'Nothing is charging.')
  await requestCommand(systemActor('system'), station.identity, { type: 'stop', sessionId: String(sessionId) })
}
