import { db } from '../../db/client'
import type { ProviderKind, WebhookCall } from '../provider'
import { loadProvider } from '../queries/load-provider'
import { checkPayments } from './check-payments'

/** What came of a provider's call. */
export type WebhookOutcome = 'taken' | 'nothing-of-ours' | 'forged'

/**
 * A provider says that something has happened to a payment. Its word is only a reason to ask: the check is written down first, so that
 * a crash or a provider that does not answer just now loses nothing. Twice, late or out of order makes no difference.
 */
export async function takeWebhook(kind: ProviderKind, call: WebhookCall, now: Date): Promise<WebhookOutcome> {
  const provider = await loadProvider(kind)
  const word = provider === null ? 'forged' : provider.webhook(call)
  if (word === 'forged') return 'forged'
  if (word === null) return 'nothing-of-ours'
  const refs = [...word.refs]
  const ids = refs.flatMap((ref) => /^payment-(\d{1,18})$/.exec(ref)?.[1] ?? [])
  const payments = await db().payment.findMany({
    where: {
      provider: { kind },
      OR: [
        { providerRef: { in: refs } },
        { id: { in: ids.map(BigInt) } },
        { refunds: { some: { key: { in: refs } } } },
      ],
    },
    select: { id: true },
  })
  if (payments.length === 0) return 'nothing-of-ours'
  const only = payments.map(({ id }) => id)
  await db().payment.updateMany({ where: { id: { in: only } }, data: { checkAt: now } })
  await checkPayments(now, { only })
  return 'taken'
}
