import type { Actor, Role } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { type EditUser, editUserSchema, type InviteUser, inviteUserSchema, type Scope, scopeOfRole } from '../user'
import { lockAdministrators } from './first-admin'
import { endSignIns, makePasswordLink } from './passwords'

/**
 * Makes an account without a password and a one-time link with which its owner chooses one.
 * @returns the account's id and the link's path, which nobody can read again @throws DomainError invalid, conflict when the address is taken
 */
export async function inviteUser(actor: Actor, input: InviteUser): Promise<{ id: bigint; path: string }> {
  requireAct(actor, 'users.write')
  requireAllSites(actor)
  const { email, name, role, ...wanted } = validated(inviteUserSchema, input)
  const scope = scopeOfRole(role, wanted)
  return db().$transaction(async (tx) => {
    const taken = await tx.user.findUnique({ where: { email }, select: { id: true } })
    if (taken) throw new DomainError('conflict', 'The address has an account already.', { email: 'taken' })
    await requireKnown(tx, scope)
    const { id } = await tx.user.create({
      data: {
        email,
        name,
        role,
        customerId: scope.customerId,
        sites: { create: scope.siteIds.map((siteId) => ({ siteId })) },
      },
      select: { id: true },
    })
    await audit(tx, actor, 'user.invite', `user:${id}`, { after: { email, name, role, ...inJson(scope) } })
    return { id, path: await makePasswordLink(tx, id) }
  })
}

/**
 * Changes a user's name, role, scope, or closes and reopens the account. What they may do changes with their next request; a
 * closed account's sign-ins end.
 * @throws DomainError invalid, not-found, conflict when no administrator would be left
 */
export async function editUser(actor: Actor, id: bigint, input: EditUser): Promise<void> {
  requireAct(actor, 'users.write')
  requireAllSites(actor)
  const { name, role, active, ...wanted } = validated(editUserSchema, input)
  const scope = scopeOfRole(role, wanted)
  await db().$transaction(async (tx) => {
    await lockAdministrators(tx)
    const known = await tx.user.findUnique({
      where: { id },
      select: { name: true, role: true, active: true, customerId: true, sites: { select: { siteId: true } } },
    })
    if (!known) throw notFound('user', id)
    if (known.role === 'admin' && known.active && !(role === 'admin' && active)) await requireOtherAdmin(tx, id)
    await requireKnown(tx, scope)
    await tx.user.update({ where: { id }, data: { name, role, active, customerId: scope.customerId } })
    await tx.userSite.deleteMany({ where: { userId: id } })
    await tx.userSite.createMany({ data: scope.siteIds.map((siteId) => ({ userId: id, siteId })) })
    if (!active) await endSignIns(tx, id)
    const before = {
      name: known.name,
      role: known.role as Role,
      active: known.active,
      ...inJson({ customerId: known.customerId, siteIds: known.sites.map((site) => site.siteId) }),
    }
    await audit(tx, actor, 'user.edit', `user:${id}`, { before, after: { name, role, active, ...inJson(scope) } })
  })
}

/** Ends all of a user's sign-ins; they may sign in again. @returns how many ended @throws DomainError not-found */
export async function endUserSignIns(actor: Actor, id: bigint): Promise<number> {
  requireAct(actor, 'users.write')
  requireAllSites(actor)
  return db().$transaction(async (tx) => {
    if (!(await tx.user.findUnique({ where: { id }, select: { id: true } }))) throw notFound('user', id)
    const ended = await endSignIns(tx, id)
    await audit(tx, actor, 'user.end-sign-ins', `user:${id}`, { after: { ended } })
    return ended
  })
}

async function requireOtherAdmin(tx: Transaction, id: bigint): Promise<void> {
  const others = await tx.user.count({
    where: { id: { not: id }, role: 'admin', active: true, passwordHash: { not: null } },
  })
  if (others === 0)
    throw new DomainError('conflict', 'At least one administrator must remain.', { reason: 'last-admin' })
}

async function requireKnown(tx: Transaction, { customerId, siteIds }: Scope): Promise<void> {
  if (customerId !== null && (await tx.customer.count({ where: { id: customerId } })) === 0) {
    throw new DomainError('invalid', 'The customer does not exist.', { customerId: 'not-a-customer' })
  }
  if (siteIds.length > 0 && (await tx.site.count({ where: { id: { in: [...siteIds] } } })) < siteIds.length) {
    throw new DomainError('invalid', 'A site does not exist.', { siteIds: 'unknown' })
  }
}

const inJson = ({ customerId, siteIds }: Scope) => ({
  customerId: customerId?.toString() ?? null,
  siteIds: siteIds.map(String),
})
