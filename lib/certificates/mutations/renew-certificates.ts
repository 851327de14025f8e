import { systemActor } from '../../access/actor'
import { requestCommand } from '../../commands/mutations/request-command'
import { pool } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { DAY_MS } from '../../kernel/time'
import { RENEW_BEFORE_DAYS } from '../certificate-input'

/** So many an hour: after a roll-over every station is due at once. */
const MOST_AT_ONCE = 100

/**
 * Asks stations to ask for a new certificate: in good time before the present one expires, and when the authority that signed it
 * has been retired. Only stations that are connected, and each once a day; the others' turn comes when they are.
 */
export async function renewCertificates(now: Date): Promise<void> {
  const { rows } = await pool().query<{ identity: string; kind: string }>(DUE, [
    new Date(now.getTime() + RENEW_BEFORE_DAYS * DAY_MS),
    new Date(now.getTime() - DAY_MS),
    now,
    MOST_AT_ONCE,
  ])
  for (const { identity, kind } of rows) {
    try {
      await requestCommand(systemActor('worker'), identity, {
        type: 'renew-certificate',
        kind: kind === 'v2g' ? 'v2g' : 'station',
      })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error // gone offline meanwhile: tomorrow, or when it is back
    }
  }
}

const DUE = `
  SELECT DISTINCT ON (station.id, held.kind) station.identity, held.kind
  FROM station_certificate AS held
  JOIN certificate_authority AS authority ON authority.id = held.authority_id
  JOIN station ON station.id = held.station_id AND station.registration = 'accepted'
  JOIN station_state AS state ON state.station_id = station.id AND state.online
  WHERE held.stage = 'accepted' AND held.not_after > $3
    AND (held.not_after < $1 OR authority.stage = 'retired')
    AND NOT EXISTS (
      SELECT 1 FROM command WHERE command.station_id = station.id AND command.type = 'renew-certificate' AND command.queued_at > $2
    )
  ORDER BY station.id, held.kind
  LIMIT $4`
