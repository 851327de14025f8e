import type { Writer } from '../../db/coalesce'

export interface UnknownStation {
  readonly identity: string
  readonly registration: 'pending' | 'accepted'
  /** Of the password it offered on first contact: from then on it must offer the same. null: it offered none. */
  readonly passwordHash: string | null
  /** It came with a certificate of a root we trust: from then on it must (3). */
  readonly securityProfile?: number
}

/** So many unknown stations may wait for an operator; beyond that a stranger could fill the list. */
export const MAX_PENDING_STATIONS = 500

/**
 * Registers stations that called for the first time. Result: false when the pending list is full. A station made meanwhile by
 * somebody else is left as it is.
 */
export const registerUnknown: Writer<UnknownStation, boolean> = {
  name: 'register-unknown',
  async write(tx, stations) {
    const { rows } = await tx.query<{ pending: number }>(
      `SELECT count(*)::int AS pending FROM station WHERE registration = 'pending'`,
    )
    let room = MAX_PENDING_STATIONS - (rows[0]?.pending ?? 0)
    const isLetIn = stations.map((station) => station.registration === 'accepted' || room-- > 0)
    const letIn = stations.filter((_, index) => isLetIn[index])
    if (letIn.length > 0) {
      await tx.query({
        name: 'register-unknown',
        text: `
          WITH made AS (
            INSERT INTO station (identity, registration, password_hash, password_set_at, allow_without_password, security_profile)
            SELECT DISTINCT ON (lower(identity)) identity, registration, password_hash, CASE WHEN password_hash IS NOT NULL THEN now() END,
              password_hash IS NULL AND security_profile = 0, security_profile
            FROM json_to_recordset($1::json) AS said(identity text, registration text, password_hash text, security_profile int)
            ORDER BY lower(identity)
            ON CONFLICT DO NOTHING RETURNING id, identity, registration
          ), state AS (
            INSERT INTO station_state (station_id) SELECT id FROM made
          )
          INSERT INTO audit_entry (actor, act, subject, after)
          SELECT 'gateway', 'station.first-contact', 'station:' || identity, jsonb_build_object('registration', registration) FROM made`,
        values: [
          JSON.stringify(
            letIn.map((station) => ({
              identity: station.identity,
              registration: station.registration,
              password_hash: station.passwordHash,
              security_profile: station.securityProfile ?? 0,
            })),
          ),
        ],
      })
    }
    return isLetIn
  },
}
