import { ensureBootstrapKey } from '../lib/api-keys/mutations'
import type { Env } from '../lib/env'
import { DomainError } from '../lib/kernel/errors'
import { createFirstAdmin, ensureFirstAdminLink } from '../lib/users/mutations/first-admin'
import { Fault } from './fault'

/**
 * Sees to it that somebody can get in: the administrator and the API key from the settings, or a one-time link.
 * @returns the link's path; null when there is an administrator
 * @throws Fault when the settings name an administrator that cannot be made
 */
export async function openTheDoor(settings: Env): Promise<string | null> {
  if (settings.BOOTSTRAP_API_KEY) await ensureBootstrapKey(settings.BOOTSTRAP_API_KEY)
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = settings
  if (email && password) await makeFirstAdmin(email, password)
  return ensureFirstAdminLink()
}

async function makeFirstAdmin(email: string, password: string): Promise<void> {
  try {
    await createFirstAdmin({ email, password })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    // There is one already: the settings are for the first start and may stay.
    if (error.code === 'conflict') return
    const details = Object.entries(error.details).map(([field, problem]) => `${field}: ${problem}`)
    throw new Fault(
      `ADMIN_EMAIL and ADMIN_PASSWORD make no administrator: ${error.message} ${details.join(', ')}`.trim(),
    )
  }
}
