import { z } from 'zod'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { getDriverPayment } from '../../payments/queries/get-driver-payment'
import { receiptLetter } from '../letters'
import { MAIL_LANGUAGES } from '../mailing'
import { queueMailing } from './queue-mailing'

export const mailReceiptSchema = z.object({
  key: z.string().max(64),
  email: z.string().trim().toLowerCase().pipe(z.email('not-an-email').max(254, 'too-long')),
  language: z.enum(MAIL_LANGUAGES).default('sv'),
})
export type MailReceiptInput = z.input<typeof mailReceiptSchema>

/** One's own, the company's, and a mistyped one: more than that is somebody using us to write to others. */
const MOST_ADDRESSES = 3

/**
 * Mails a driver the receipt of their own payment, once to each address. The payment's key is the permission.
 * @throws DomainError invalid | not-found | conflict (not paid yet; mailed to enough addresses)
 */
export async function mailReceipt(input: MailReceiptInput, now: Date): Promise<void> {
  const { key, email, language } = validated(mailReceiptSchema, input)
  const payment = await getDriverPayment(key, language, now)
  if (payment === null) throw notFound('payment', key)
  if (payment.state !== 'paid' || payment.session?.price?.total == null) {
    throw new DomainError('conflict', 'There is no receipt of what is not paid.', { reason: 'not-paid' })
  }
  const about = { type: 'payment', id: payment.number } as const
  const [seller, sent] = await Promise.all([
    db().seller.findFirst({ select: { name: true }, orderBy: { id: 'desc' } }),
    db().mailing.findMany({
      where: { aboutType: about.type, aboutId: about.id, kind: 'receipt' },
      select: { toAddress: true },
    }),
  ])
  const addresses = new Set(sent.map(({ toAddress }) => toAddress))
  if (!addresses.has(email) && addresses.size >= MOST_ADDRESSES) {
    throw new DomainError('conflict', 'The receipt was mailed to enough addresses.', { reason: 'too-often' })
  }
  await db().$transaction((tx) =>
    queueMailing(tx, {
      ...receiptLetter({ key, number: payment.number, language }, { name: seller?.name ?? 'Laddvakt' }),
      kind: 'receipt',
      to: email,
      language,
      about,
      dedupeKey: `receipt:${payment.number}:${email}`,
    }),
  )
}
