'use server'

import { headers } from 'next/headers'
import { addressOf } from '@/app/request-address'
import { createRateLimit } from '@/lib/access/rate-limit'
import { env } from '@/lib/env'
import { DomainError } from '@/lib/kernel/errors'
import { MINUTE_MS } from '@/lib/kernel/time'
import { type MailReceiptInput, mailReceipt, mailReceiptSchema } from '@/lib/mailings/mutations/mail-receipt'
import { type BeginPaymentInput, beginPayment, beginPaymentSchema } from '@/lib/payments/mutations/begin-payment'
import { answerMakeBelieve, giveUpPayment, stopPaidSession } from '@/lib/payments/mutations/driver-acts'
import { beginDebtPayment } from '@/lib/payments/mutations/settle-debt'

/** What a driver's click came to: a word under `pay.problem`; `key` opens the payment. */
export interface PayResult {
  readonly problem: string | null
  readonly key?: string
}

// Each asks a provider something.
const beginnings = createRateLimit(20, 10 * MINUTE_MS)
const clicks = createRateLimit(60, 10 * MINUTE_MS)

/** Begins a payment. Needs no account. */
export async function beginPaymentAction(input: BeginPaymentInput): Promise<PayResult> {
  if (!env().PUBLIC_STATION_PAGES) return { problem: 'gone' }
  const parsed = beginPaymentSchema.safeParse(input)
  if (!parsed.success) return { problem: 'failed' }
  if (beginnings.take(await caller()) !== null) return { problem: 'too-often' }
  return attempt(async () => beginPayment(input, new Date()))
}

/** Yes or no on the make-believe bank's page. The key is the permission. */
export async function answerBankAction(input: { key: string; isApproved: boolean }): Promise<PayResult> {
  return byKey(input.key, (key) => answerMakeBelieve(key, input.isApproved === true, new Date()))
}

/** Not after all. The key is the permission. */
export async function giveUpAction(input: { key: string }): Promise<PayResult> {
  return byKey(input.key, (key) => giveUpPayment(key, new Date()))
}

/** Ends the charge. The key is the permission. */
export async function stopAction(input: { key: string }): Promise<PayResult> {
  return byKey(input.key, stopPaidSession)
}

/** Pays the older charge that another was refused for. The refused one's key is the permission. */
export async function payDebtAction(input: { key: string }): Promise<PayResult> {
  if (beginnings.take(await caller()) !== null) return { problem: 'too-often' }
  return attempt(() => beginDebtPayment(String(input.key).slice(0, 64), new Date()))
}

async function byKey(key: unknown, run: (key: string) => Promise<void>): Promise<PayResult> {
  if (clicks.take(await caller()) !== null) return { problem: 'too-often' }
  return attempt(async () => {
    await run(String(key).slice(0, 64))
    return {}
  })
}

const caller = async () => addressOf((await headers()).get('x-forwarded-for') ?? '', env().TRUST_PROXY)

async function attempt(run: () => Promise<{ key?: string }>): Promise<PayResult> {
  try {
    return { problem: null, ...(await run()) }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { reason, phone } = error.details
    if (phone !== undefined) return { problem: 'phone' }
    return { problem: reason ?? (error.code === 'not-found' ? 'gone' : 'failed') }
  }
}

/** The receipt by mail. The key is the permission. */
export async function mailReceiptAction(input: MailReceiptInput): Promise<PayResult> {
  const parsed = mailReceiptSchema.safeParse(input)
  if (!parsed.success) return { problem: 'email' }
  return byKey(parsed.data.key, () => mailReceipt(parsed.data, new Date()))
}
