import { type Actor, systemActor } from '../access/actor'
import { requireAct } from '../access/acts'
import { requireAllSites } from '../access/scope'
import { audit } from '../db/audit'
import { db, pool } from '../db/client'
import { DomainError, notFound } from '../kernel/errors'
import { validated } from '../kernel/validated'
import { actorOfKeyRow, type CreateKey, createKeySchema, keyHash, keyPrefix, newKey } from './key'

/** Makes a key. `key` is the only time anybody sees it. @throws DomainError invalid */
export async function createApiKey(actor: Actor, input: CreateKey): Promise<{ id: bigint; key: string }> {
  requireAct(actor, 'api-keys.write')
  requireAllSites(actor)
  const { name, scope, siteIds, expiresAt } = validated(createKeySchema, input)
  if (expiresAt && expiresAt <= new Date()) {
    throw new DomainError('invalid', 'The key would be too old from the start.', { expiresAt: 'in-the-past' })
  }
  const key = newKey()
  return db().$transaction(async (tx) => {
    if (siteIds.length > 0 && (await tx.site.count({ where: { id: { in: siteIds } } })) < new Set(siteIds).size) {
      throw new DomainError('invalid', 'A site does not exist.', { siteIds: 'unknown' })
    }
    const { id } = await tx.apiKey.create({
      data: { name, scope, siteIds, expiresAt, prefix: keyPrefix(key), keyHash: keyHash(key), createdBy: actor.ref },
      select: { id: true },
    })
    const after = { name, scope, siteIds: siteIds.map(String), expiresAt: expiresAt?.toISOString() ?? null }
    await audit(tx, actor, 'api-key.create', `key:${id}`, { after })
    return { id, key }
  })
}

/** Ends a key at once and for ever. @throws DomainError not-found, conflict when it is revoked already */
export async function revokeApiKey(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'api-keys.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    const known = await tx.apiKey.findUnique({ where: { id }, select: { name: true } })
    if (!known) throw notFound('API key', id)
    const { count } = await tx.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } })
    if (count === 0) throw new DomainError('conflict', 'The key is revoked already.')
    await audit(tx, actor, 'api-key.revoke', `key:${id}`, { before: { name: known.name } })
  })
}

/**
 * Who a key acts as; null when it is unknown, revoked or too old. Notes the use, at most once a minute per key, so that reads
 * stay reads.
 */
export async function actorOfKey(key: string): Promise<Actor | null> {
  const { rows } = await pool().query<{ id: string; scope: string; site_ids: string[]; stale: boolean }>(
    `SELECT id, scope, coalesce(site_ids, '{}') AS site_ids, last_used_at IS NULL OR last_used_at < now() - interval '1 minute' AS stale
       FROM api_key WHERE key_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    [keyHash(key)],
  )
  const [row] = rows
  if (!row) return null
  if (row.stale) await pool().query('UPDATE api_key SET last_used_at = now() WHERE id = $1', [row.id])
  return actorOfKeyRow({ id: BigInt(row.id), scope: row.scope, siteIds: row.site_ids.map(BigInt) })
}

/** Makes sure that the key given by whoever runs the house works, as an administrator's. Asking again changes nothing. */
export async function ensureBootstrapKey(key: string): Promise<void> {
  const system = systemActor('system')
  await db().$transaction(async (tx) => {
    const { count } = await tx.apiKey.createMany({
      data: { name: 'bootstrap', scope: 'admin', prefix: keyPrefix(key), keyHash: keyHash(key), createdBy: system.ref },
      skipDuplicates: true,
    })
    if (count > 0)
      await audit(tx, system, 'api-key.create', 'key:bootstrap', { after: { name: 'bootstrap', scope: 'admin' } })
  })
}
