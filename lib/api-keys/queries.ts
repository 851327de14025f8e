import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { requireAllSites } from '../access/scope'
import { db } from '../db/client'

export interface ApiKey {
  readonly id: bigint
  readonly name: string
  readonly prefix: string
  readonly scope: string
  readonly siteIds: readonly bigint[]
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

const columns = {
  id: true,
  name: true,
  prefix: true,
  scope: true,
  siteIds: true,
  createdBy: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const

/** The newest 500 keys, working ones first. */
export async function listApiKeys(actor: Actor): Promise<readonly ApiKey[]> {
  requireAct(actor, 'api-keys.read')
  requireAllSites(actor)
  return db().apiKey.findMany({
    select: columns,
    orderBy: [{ revokedAt: { sort: 'desc', nulls: 'first' } }, { id: 'desc' }],
    take: 500,
  })
}
