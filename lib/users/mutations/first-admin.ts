import { systemActor } from '../../access/actor'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { DAY_MS } from '../../kernel/time'
import { validated } from '../../kernel/validated'
import { hashPassword } from '../hash-password'
import { passwordFault } from '../password-policy'
import { newSetupToken, setupPath, setupTokenHash } from '../setup-token'
import { emailSchema } from '../user'

const LINK_LIVES_MS = 7 * DAY_MS

export interface FirstAdmin {
  readonly email: string
  readonly password: string
  readonly name?: string
}

/**
 * Makes the administrator of a house that has none.
 * @throws DomainError conflict when there is one already, invalid when the password is weak
 */
export async function createFirstAdmin(input: FirstAdmin): Promise<{ id: bigint }> {
  const { data, passwordHash } = await prepared(input)
  return db().$transaction((tx) => insertFirstAdmin(tx, data, passwordHash))
}

/** The same through the one-time link. @throws DomainError not-found when the link is used, too old or unknown; conflict, invalid */
export async function createFirstAdminByLink(token: string, input: FirstAdmin): Promise<{ id: bigint }> {
  const { data, passwordHash } = await prepared(input)
  return db().$transaction(async (tx) => {
    const { count } = await tx.setupLink.updateMany({
      where: { tokenHash: setupTokenHash(token), purpose: 'first-admin', usedAt: null, expiresAt: { gt: new Date() } },
      data: { usedAt: new Date() },
    })
    if (count === 0) throw new DomainError('not-found', 'The set-up link is used or too old.')
    return insertFirstAdmin(tx, data, passwordHash)
  })
}

/**
 * A fresh one-time link for a house without an administrator; links made before stop working.
 * @returns its path below the console's address, `/setup/<token>`; null when there is an administrator
 */
export async function ensureFirstAdminLink(): Promise<string | null> {
  const token = newSetupToken()
  return db().$transaction(async (tx) => {
    await lockAdministrators(tx)
    if (await hasAdmin(tx)) return null
    await tx.setupLink.deleteMany({ where: { purpose: 'first-admin' } })
    const expiresAt = new Date(Date.now() + LINK_LIVES_MS)
    await tx.setupLink.create({ data: { tokenHash: setupTokenHash(token), purpose: 'first-admin', expiresAt } })
    return setupPath(token)
  })
}

async function prepared({ email, password, name = '' }: FirstAdmin) {
  const data = { email: validated(emailSchema, email), name: name.trim().slice(0, 120) }
  const fault = passwordFault(password, data.email)
  if (fault) throw new DomainError('invalid', 'The password is too weak.', { password: fault })
  return { data, passwordHash: await hashPassword(password) }
}

async function insertFirstAdmin(tx: Transaction, data: { email: string; name: string }, passwordHash: string) {
  await lockAdministrators(tx)
  if (await hasAdmin(tx)) throw new DomainError('conflict', 'There is an administrator already.')
  const taken = await tx.user.findUnique({ where: { email: data.email }, select: { id: true } })
  if (taken) throw new DomainError('conflict', 'The address has an account already.', { email: 'taken' })
  const { id } = await tx.user.create({ data: { ...data, role: 'admin', passwordHash }, select: { id: true } })
  await tx.setupLink.deleteMany({ where: { purpose: 'first-admin', usedAt: null } })
  await audit(tx, systemActor('system'), 'user.create-first-admin', `user:${id}`, { after: data })
  return { id }
}

const hasAdmin = async (tx: Transaction) =>
  (await tx.user.count({ where: { role: 'admin', active: true, passwordHash: { not: null } } })) > 0

/** Two set-ups at the same moment wait for each other; also held while the number of administrators may fall. */
export async function lockAdministrators(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('laddvakt.administrators'))`
}
