import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { requireAllSites } from '../access/scope'
import { db, pool } from '../db/client'
import { setupTokenHash } from './setup-token'
import { actorOfUser, ownUserId } from './user'

/** Whoever sits behind a browser's cookie, as the database knows them at this moment. */
export interface SignedIn {
  readonly signInId: string
  readonly actor: Actor
  readonly id: bigint
  readonly email: string
  readonly name: string
  readonly locale: string | null
}

/** Null when the sign-in is revoked, too old or unknown, or the account is closed: role and scope are always read afresh. */
export async function findSignedIn(signInId: string): Promise<SignedIn | null> {
  const { rows } = await pool().query<{
    id: string
    email: string
    name: string
    role: string
    locale: string | null
    customer_id: string | null
    site_ids: string[]
  }>(
    `SELECT u.id, u.email, u.name, u.role, u.locale, u.customer_id,
            ARRAY(SELECT site_id FROM user_site WHERE user_id = u.id ORDER BY site_id) AS site_ids
       FROM user_sign_in s JOIN user_account u ON u.id = s.user_id
      WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > now() AND u.active`,
    [signInId],
  )
  const [row] = rows
  if (!row) return null
  const id = BigInt(row.id)
  const customerId = row.customer_id === null ? null : BigInt(row.customer_id)
  const actor = actorOfUser({ id, role: row.role, customerId, siteIds: row.site_ids.map(BigInt) })
  return { signInId, actor, id, email: row.email, name: row.name, locale: row.locale }
}

export interface UserRow {
  readonly id: bigint
  readonly email: string
  readonly name: string
  readonly role: string
  readonly active: boolean
  /** False until the invitation is used. */
  readonly hasPassword: boolean
  readonly customerId: bigint | null
  readonly customerName: string | null
  readonly siteIds: readonly bigint[]
  readonly createdAt: Date
  readonly lastSignInAt: Date | null
}

const columns = {
  id: true,
  email: true,
  name: true,
  role: true,
  active: true,
  passwordHash: true,
  customerId: true,
  createdAt: true,
  lastSignInAt: true,
  customer: { select: { name: true } },
  sites: { select: { siteId: true } },
} as const

/** Everybody with an account (at most 2 000, which no operator reaches), active ones first. */
export async function listUsers(actor: Actor): Promise<readonly UserRow[]> {
  requireAct(actor, 'users.read')
  requireAllSites(actor)
  const rows = await db().user.findMany({
    select: columns,
    orderBy: [{ active: 'desc' }, { email: 'asc' }],
    take: 2000,
  })
  return rows.map(({ passwordHash, customer, sites, ...row }) => ({
    ...row,
    hasPassword: passwordHash !== null,
    customerName: customer?.name ?? null,
    siteIds: sites.map((site) => site.siteId),
  }))
}

/** What a setup link is for; null when it is used, too old or unknown. The secret in the link is the permission. */
export async function findSetupLink(
  token: string,
): Promise<{ purpose: 'first-admin' | 'set-password'; email: string | null } | null> {
  const link = await db().setupLink.findUnique({ where: { tokenHash: setupTokenHash(token) } })
  if (!link || link.usedAt || link.expiresAt <= new Date()) return null
  if (link.purpose === 'first-admin') return { purpose: 'first-admin', email: null }
  if (link.userId === null) return null
  const user = await db().user.findUnique({ where: { id: link.userId }, select: { email: true, active: true } })
  return user?.active ? { purpose: 'set-password', email: user.email } : null
}

export interface SignInRow {
  readonly id: string
  readonly userAgent: string
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** One's own open sign-ins, the newest first. */
export async function listOwnSignIns(actor: Actor): Promise<readonly SignInRow[]> {
  requireAct(actor, 'account.write')
  return db().userSignIn.findMany({
    where: { userId: ownUserId(actor), revokedAt: null, expiresAt: { gt: new Date() } },
    select: { id: true, userAgent: true, createdAt: true, expiresAt: true },
    orderBy: { createdAt: 'desc' },
    take: 100,
  })
}
