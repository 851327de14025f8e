'use server'

import { headers } from 'next/headers'
import { addressOf } from '@/app/request-address'
import { createRateLimit } from '@/lib/access/rate-limit'
import { env } from '@/lib/env'
import { DomainError } from '@/lib/kernel/errors'
import { HOUR_MS } from '@/lib/kernel/time'
import {
  confirmSubscription,
  endSubscription,
  type SubscribeInput,
  subscribe,
  subscribeSchema,
} from '@/lib/notifications/mutations/subscribers'

/** What a driver's click came to: a word under `publicStation.result`. `token` ends a browser's own subscription. */
export interface DriverResult {
  readonly result: 'done' | 'invalid' | 'gone' | 'too-often' | 'full'
  readonly token?: string | null
}

// Each may send a letter to somebody: few, for people.
const perAddress = createRateLimit(10, HOUR_MS)
const perRecipient = createRateLimit(5, HOUR_MS)

/** Wants to hear of a station. Needs no account. */
export async function subscribeAction(input: SubscribeInput): Promise<DriverResult> {
  if (!env().PUBLIC_STATION_PAGES) return { result: 'gone' }
  const parsed = subscribeSchema.safeParse(input)
  if (!parsed.success) return { result: 'invalid' }
  const { to } = parsed.data
  const recipient = to.channel === 'email' ? to.email : to.subscription.endpoint
  if (perAddress.take(await caller()) !== null || perRecipient.take(recipient) !== null) return { result: 'too-often' }
  return attempt(async () => ({ result: 'done', token: (await subscribe(input, new Date())).token }))
}

/** Opens the letter's link: from now on they hear. The link is the permission. */
export async function confirmSubscriptionAction(token: string): Promise<DriverResult> {
  return attempt(async () => {
    await confirmSubscription(String(token), new Date())
    return { result: 'done' }
  })
}

/** Has heard enough. The link is the permission. */
export async function endSubscriptionAction(token: string): Promise<DriverResult> {
  return attempt(async () => {
    await endSubscription(String(token))
    return { result: 'done' }
  })
}

const caller = async () => addressOf((await headers()).get('x-forwarded-for') ?? '', env().TRUST_PROXY)

async function attempt(run: () => Promise<DriverResult>): Promise<DriverResult> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { result: error.code === 'conflict' ? 'full' : error.code === 'not-found' ? 'gone' : 'invalid' }
  }
}
