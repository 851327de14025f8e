import { actorOfKeyRow } from '../../api-keys/key'
import { pool } from '../../db/client'
import { actorOfUser } from '../../users/user'
import { type Actor, systemActor } from '../actor'

/**
 * Whoever asked for something that is carried out later, with the role and scope they have now. Null when the account is closed, the
 * key revoked or over.
 * @param ref as in the audit log
 */
export async function findActor(ref: string): Promise<Actor | null> {
  if (ref === 'system' || ref === 'gateway' || ref === 'worker') return systemActor(ref)
  const [, kind, id] = /^(user|key):(\d{1,18})$/.exec(ref) ?? []
  if (kind === 'user') {
    const { rows } = await pool().query<UserRead>(USER, [id])
    const [row] = rows
    if (row === undefined) return null
    const customerId = row.customer_id === null ? null : BigInt(row.customer_id)
    return actorOfUser({ id: BigInt(row.id), role: row.role, customerId, siteIds: row.site_ids.map(BigInt) })
  }
  if (kind === 'key') {
    const { rows } = await pool().query<KeyRead>(KEY, [id])
    const [row] = rows
    return row === undefined
      ? null
      : actorOfKeyRow({ id: BigInt(row.id), scope: row.scope, siteIds: row.site_ids.map(BigInt) })
  }
  return null
}

interface UserRead {
  id: string
  role: string
  customer_id: string | null
  site_ids: string[]
}

interface KeyRead {
  id: string
  scope: string
  site_ids: string[]
}

const USER = `
  SELECT id, role, customer_id, ARRAY(SELECT site_id FROM user_site WHERE user_id = user_account.id) AS site_ids
  FROM user_account WHERE id = $1 AND active`
const KEY = `
  SELECT id, scope, coalesce(site_ids, '{}') AS site_ids FROM api_key
  WHERE id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`
