import { X509Certificate } from 'node:crypto'
import { systemActor } from '../../access/actor'
import { requestCommand } from '../../commands/mutations/request-command'
import { db, pool } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { DAY_MS } from '../../kernel/time'
import { certificateHash } from '../certificate-hash'
import { HELD_TYPES } from '../held-types'

/** So many at a time. */
const MOST_AT_ONCE = 200

/**
 * While an authority waits to take over, stations that connect encrypted are given its root beside the old one: those that are
 * connected, each once a day until it is known to hold it.
 */
export async function installNextRoot(now: Date): Promise<void> {
  const next = await db().certificateAuthority.findFirst({ where: { stage: 'next' }, select: { certificate: true } })
  if (next === null) return
  const root = new X509Certificate(next.certificate)
  const { issuerNameHash, issuerKeyHash, serialNumber } = certificateHash(root, root)
  const { rows } = await pool().query<{ identity: string }>(LACKING, [
    HELD_TYPES.csms,
    issuerNameHash,
    issuerKeyHash,
    serialNumber,
    new Date(now.getTime() - DAY_MS),
    next.certificate.trim(),
    MOST_AT_ONCE,
  ])
  for (const { identity } of rows) {
    try {
      await requestCommand(systemActor('worker'), identity, {
        type: 'install-certificate',
        kind: 'csms',
        certificate: next.certificate,
      })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error // gone offline meanwhile
    }
  }
}

const LACKING = `
  SELECT station.identity FROM station
  JOIN station_state AS state ON state.station_id = station.id AND state.online
  WHERE station.registration = 'accepted' AND (station.security_profile >= 2 OR state.security_profile >= 2)
    AND NOT EXISTS (
      SELECT 1 FROM installed_certificate AS held
      WHERE held.station_id = station.id AND held.type = $1 AND held.issuer_name_hash = $2 AND held.issuer_key_hash = $3
        AND held.serial_number = $4
    )
    AND NOT EXISTS (
      SELECT 1 FROM command WHERE command.station_id = station.id AND command.queued_at > $5
        AND command.type = 'install-certificate' AND command.payload->>'certificate' = $6
    )
  ORDER BY station.id
  LIMIT $7`
