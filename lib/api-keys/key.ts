import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Actor, Role } from '../access/actor'

export const KEY_SCOPES = ['read', 'operate', 'admin'] as const
export type KeyScope = (typeof KEY_SCOPES)[number]

const ROLE_OF_SCOPE: Record<KeyScope, Role> = { read: 'viewer', operate: 'operator', admin: 'admin' }
const PREFIX_LENGTH = 9

export const createKeySchema = z.object({
  name: z.string().trim().min(1, 'required').max(80, 'too-long'),
  scope: z.enum(KEY_SCOPES),
  /** Empty: all sites. */
  siteIds: z
    .array(z.union([z.bigint(), z.string().regex(/^\d{1,18}$/, 'not-valid')]).transform((value) => BigInt(value)))
    .max(1000)
    .default([]),
  expiresAt: z
    .union([z.date(), z.iso.datetime({ offset: true }).transform((at) => new Date(at))])
    .nullish()
    .transform((at) => at ?? null),
})
export type CreateKey = z.input<typeof createKeySchema>

/** A new key: 256 random bits, recognisable by its beginning. Shown once; only its hash is kept. */
export const newKey = (): string => `lv_${randomBytes(32).toString('base64url')}`

/** Random keys of 256 bits need no slow hash; a fast one keeps every request cheap. */
export const keyHash = (key: string): string => createHash('sha256').update(key).digest('hex')

/** What people recognise a key by. */
export const keyPrefix = (key: string): string => key.slice(0, PREFIX_LENGTH)

/** A key acts as the role of its scope, on its sites. */
export function actorOfKeyRow(row: { id: bigint; scope: string; siteIds: readonly bigint[] }): Actor {
  const scope = KEY_SCOPES.find((known) => known === row.scope)
  if (!scope) throw new Error(`Key ${row.id} has the unknown scope ${row.scope}.`)
  return {
    ref: `key:${row.id}`,
    role: ROLE_OF_SCOPE[scope],
    siteIds: row.siteIds.length > 0 ? row.siteIds : null,
    customerId: null,
  }
}
