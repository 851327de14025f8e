import { db } from '../../db/client'
import { Decimal } from '../../kernel/money'
import type { ProviderEvent } from '../payment-machine'
import type { Answer, Provider } from '../provider'

/** Amounts that the make-believe bank says no to, by their last two digits. */
export const SANDBOX_DECLINES = { approve: '02', capture: '13', refund: '17', increment: '19' } as const

const isDeclined = (amount: Decimal, what: keyof typeof SANDBOX_DECLINES) =>
  amount.toFixed(2).endsWith(SANDBOX_DECLINES[what])

/**
 * A bank of make-believe for the demo and trials: behaves like cards, moves no money. The driver approves or declines on our own page;
 * some amounts are declined on purpose.
 */
export const sandboxProvider: Provider = {
  means: 'reserve',
  async authorise({ key, amount, returnUrl }) {
    await db().sandboxCharge.createMany({ data: [{ ref: key, amount }], skipDuplicates: true })
    return { result: 'done', ref: key, payUrl: returnUrl, events: [] }
  },
  async increment({ ref, amount }) {
    if (isDeclined(amount, 'increment')) return { result: 'refused', code: 'card_declined' }
    await db().sandboxCharge.updateMany({ where: { ref, captured: 0, isCancelled: false }, data: { amount } })
    return known(ref)
  },
  async capture({ ref, amount }) {
    if (isDeclined(amount, 'capture')) return { result: 'refused', code: 'card_declined' }
    await db().sandboxCharge.updateMany({
      where: { ref, captured: 0, isApproved: true, isCancelled: false },
      data: { captured: amount },
    })
    return known(ref)
  },
  async cancel({ ref }) {
    await db().sandboxCharge.updateMany({ where: { ref, captured: 0 }, data: { isCancelled: true } })
    return known(ref)
  },
  async refund({ ref, key, amount }) {
    if (isDeclined(amount, 'refund')) return { result: 'refused', code: 'refund_failed' }
    await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM sandbox_charge WHERE ref = ${ref} FOR UPDATE`
      const charge = await tx.sandboxCharge.findUniqueOrThrow({ where: { ref } })
      const refunds = { ...(charge.refunds as Record<string, string>), [key]: amount.toFixed(2) }
      await tx.sandboxCharge.update({ where: { ref }, data: { refunds } })
    })
    return known(ref)
  },
  status: (ref) => known(ref),
  webhook: () => 'forged',
  test: async () => ({ result: 'done', events: [] }),
}

/** What the driver says on the make-believe bank's page. */
export async function answerSandbox(ref: string, isApproved: boolean): Promise<void> {
  const charge = await db().sandboxCharge.findUnique({ where: { ref } })
  if (charge === null || charge.isApproved || charge.isCancelled) return
  const approves = isApproved && !isDeclined(new Decimal(String(charge.amount)), 'approve')
  await db().sandboxCharge.updateMany({
    where: { ref, isApproved: false, isCancelled: false },
    data: approves ? { isApproved: true, isDeclined: false } : { isDeclined: true },
  })
}

async function known(ref: string): Promise<Answer> {
  const charge = await db().sandboxCharge.findUnique({ where: { ref } })
  if (charge === null) return { result: 'refused', code: 'unknown-charge' }
  const captured = new Decimal(String(charge.captured))
  const refunds = Object.entries(charge.refunds as Record<string, string>)
  const events: ProviderEvent[] = [
    ...(charge.isApproved ? [{ kind: 'authorised', amount: new Decimal(String(charge.amount)) } as const] : []),
    ...(charge.isDeclined ? [{ kind: 'declined' } as const] : []),
    ...(captured.greaterThan(0) ? [{ kind: 'captured', amount: captured } as const] : []),
    ...(charge.isCancelled ? [{ kind: 'cancelled' } as const] : []),
    ...refunds.map(([key, amount]) => ({ kind: 'refunded', key, amount: new Decimal(amount) }) as const),
  ]
  return { result: 'done', events, ...(charge.isDeclined && !charge.isApproved && { declineCode: 'card_declined' }) }
}
