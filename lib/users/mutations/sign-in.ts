import { randomBytes } from 'node:crypto'
import { createRateLimit } from '../../access/rate-limit'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { MINUTE_MS } from '../../kernel/time'
import { verifyPassword } from '../hash-password'
import { PASSWORD_MAX_LENGTH } from '../password-policy'
import { actorOfUser, SIGN_IN_LIVES_MS } from '../user'

const WINDOW_MS = 15 * MINUTE_MS
// The pair is tight against guessing. The account alone is wide: a stranger must not be able to lock its owner out cheaply.
const perPair = createRateLimit(10, WINDOW_MS)
const perAddress = createRateLimit(50, WINDOW_MS)
const perAccount = createRateLimit(100, WINDOW_MS)

export interface Credentials {
  readonly email: string
  readonly password: string
  /** Where the request came from, as far as it can be known. */
  readonly address: string
  readonly userAgent: string
}

/**
 * Checks a password and opens a sign-in; its id is what the browser's cookie carries.
 * @throws DomainError rate-limited; unauthenticated for an unknown address, a wrong password and a closed account alike
 */
export async function signIn(credentials: Credentials): Promise<{ id: string; userId: bigint; locale: string | null }> {
  const email = credentials.email.trim().toLowerCase().slice(0, 254)
  const pair = `${credentials.address} ${email}`
  const waits = [perPair.take(pair), perAddress.take(credentials.address), perAccount.take(email)]
  const wait = Math.max(...waits.map((seconds) => seconds ?? 0))
  if (wait > 0)
    throw new DomainError('rate-limited', `Too many attempts. Try again in ${wait} s.`, { waitSeconds: String(wait) })

  const user = await db().user.findUnique({
    where: { email },
    select: { id: true, role: true, locale: true, active: true, passwordHash: true },
  })
  const password = credentials.password.slice(0, PASSWORD_MAX_LENGTH * 4)
  const matches = await verifyPassword(user?.active ? user.passwordHash : null, password)
  if (!user || !matches) {
    // Not waited for: the answer's time must not tell that the address is known.
    if (user) void noteRefusal(user.id, user.role)
    throw new DomainError('unauthenticated', 'The address or the password is wrong.')
  }
  perPair.forget(pair)
  const id = await openSignIn(user.id, user.role, credentials.userAgent)
  return { id, userId: user.id, locale: user.locale }
}

async function openSignIn(userId: bigint, role: string, userAgent: string): Promise<string> {
  const now = new Date()
  const id = randomBytes(24).toString('base64url')
  await db().$transaction(async (tx) => {
    const expiresAt = new Date(now.getTime() + SIGN_IN_LIVES_MS)
    await tx.userSignIn.deleteMany({ where: { userId, expiresAt: { lt: now } } })
    await tx.userSignIn.create({ data: { id, userId, userAgent: userAgent.slice(0, 300), expiresAt } })
    await tx.user.update({ where: { id: userId }, data: { lastSignInAt: now } })
    await audit(tx, actorOfUser({ id: userId, role, customerId: null, siteIds: [] }), 'user.sign-in', `user:${userId}`)
  })
  return id
}

async function noteRefusal(userId: bigint, role: string): Promise<void> {
  const actor = actorOfUser({ id: userId, role, customerId: null, siteIds: [] })
  await db()
    .$transaction((tx) => audit(tx, actor, 'user.sign-in-refused', `user:${userId}`))
    .catch((error: unknown) => console.error('A refused sign-in could not be noted.', error))
}
