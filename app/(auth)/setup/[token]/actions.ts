'use server'

import { headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { addressOf } from '@/app/request-address'
import type { SetupInput, SetupResult } from '@/components/auth/setup-form'
import { createRateLimit } from '@/lib/access/rate-limit'
import { env } from '@/lib/env'
import { DomainError } from '@/lib/kernel/errors'
import { MINUTE_MS } from '@/lib/kernel/time'
import { unstorableText } from '@/lib/kernel/unstorable'
import { createFirstAdminByLink } from '@/lib/users/mutations/first-admin'
import { setPasswordByLink } from '@/lib/users/mutations/passwords'
import { findSetupLink } from '@/lib/users/queries'

const schema = z.object({
  token: z.string().min(1).max(100),
  email: z.string().max(254),
  name: z.string().max(120),
  password: z.string().max(1000),
})

// Hashing costs; a link's secret cannot be guessed, so this only protects the processor.
const perAddress = createRateLimit(20, 15 * MINUTE_MS)

/** Uses the link up: makes the first administrator, or sets the invited user's password. Needs no sign-in; the link is the proof. */
export async function finishSetup(input: SetupInput): Promise<SetupResult> {
  const t = await getTranslations('errors')
  const address = addressOf((await headers()).get('x-forwarded-for') ?? '', env().TRUST_PROXY)
  if (perAddress.take(address) !== null) return { ok: false, field: null, message: t('rate-limited') }
  const parsed = schema.safeParse(input)
  if (!parsed.success || unstorableText(input) !== null) return { ok: false, field: null, message: t('invalid') }
  const { token, email, name, password } = parsed.data
  try {
    const link = await findSetupLink(token)
    if (!link) return { ok: false, field: null, message: t('not-found') }
    if (link.purpose === 'first-admin') {
      await createFirstAdminByLink(token, { email, name, password })
      return { ok: true, email }
    }
    return { ok: true, email: await setPasswordByLink(token, password) }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const [field, problem] = Object.entries(error.details)[0] ?? []
    const problems = await getTranslations('problems')
    const message = problem && problems.has(problem) ? problems(problem) : t(error.code)
    return { ok: false, field: field === 'email' || field === 'password' ? field : null, message }
  }
}
