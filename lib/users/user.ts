import { z } from 'zod'
import { type Actor, ROLES, type Role } from '../access/actor'
import { DomainError } from '../kernel/errors'
import { DAY_MS } from '../kernel/time'

/** A sign-in ends after this, however busy its browser. */
export const SIGN_IN_LIVES_MS = 7 * DAY_MS

const id = z.union([z.bigint(), z.string().regex(/^\d{1,18}$/, 'not-valid')]).transform((value) => BigInt(value))

const fields = {
  name: z.string().trim().max(120, 'too-long').default(''),
  role: z.enum(ROLES),
  /** Whose sessions a fleet manager sees. */
  customerId: id.nullish().transform((value) => value ?? null),
  /** The sites a site host sees. */
  siteIds: z.array(id).max(1000).default([]),
}

export const emailSchema = z.string().trim().toLowerCase().max(254, 'too-long').pipe(z.email('not-an-email'))
export const inviteUserSchema = z.object({ email: emailSchema, ...fields })
export const editUserSchema = z.object({ ...fields, active: z.boolean() })
export type InviteUser = z.input<typeof inviteUserSchema>
export type EditUser = z.input<typeof editUserSchema>

/** What a role needs to be told beyond itself: a fleet manager a customer, a site host sites; the others nothing. */
export interface Scope {
  readonly customerId: bigint | null
  readonly siteIds: readonly bigint[]
}

/** Keeps of the scope what the role uses. @throws DomainError invalid when the role lacks what it needs */
export function scopeOfRole(role: Role, scope: Scope): Scope {
  if (role === 'fleet-manager' && scope.customerId === null) {
    throw new DomainError('invalid', 'A fleet manager needs a customer.', { customerId: 'required' })
  }
  if (role === 'site-host' && scope.siteIds.length === 0) {
    throw new DomainError('invalid', 'A site host needs at least one site.', { siteIds: 'required' })
  }
  return {
    customerId: role === 'fleet-manager' ? scope.customerId : null,
    siteIds: role === 'site-host' ? [...new Set(scope.siteIds)] : [],
  }
}

/** The actor a signed-in user is, with the role and scope the database has now. */
export function actorOfUser(user: {
  id: bigint
  role: string
  customerId: bigint | null
  siteIds: readonly bigint[]
}): Actor {
  const role = ROLES.find((known) => known === user.role)
  if (!role) throw new Error(`User ${user.id} has the unknown role ${user.role}.`)
  return {
    ref: `user:${user.id}`,
    role,
    siteIds: role === 'site-host' ? user.siteIds : null,
    customerId: role === 'fleet-manager' ? (user.customerId ?? 0n) : null,
  }
}

/** The user behind an actor, for what one does with one's own account. @throws DomainError forbidden for keys and processes */
export function ownUserId(actor: Actor): bigint {
  const [, digits] = /^user:(\d+)$/.exec(actor.ref) ?? []
  if (!digits) throw new DomainError('forbidden', 'Only a signed-in person has an account.')
  return BigInt(digits)
}
