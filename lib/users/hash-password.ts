import { hash, verify } from '@node-rs/argon2'

/** argon2id as OWASP advises for people's passwords: 19 MiB, 2 passes, 1 lane. The library's own algorithm default is argon2id. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), OPTIONS)

let stranger: Promise<string> | undefined

/**
 * Is this the password? Takes as long for an account that is unknown or has none (`stored` null): the answer's time must not tell
 * which addresses have accounts.
 */
export async function verifyPassword(stored: string | null, offered: string): Promise<boolean> {
  stranger ??= hashPassword('nobody has this password')
  const matches = await verify(stored ?? (await stranger), offered.normalize('NFC')).catch(() => false)
  return stored !== null && matches
}
