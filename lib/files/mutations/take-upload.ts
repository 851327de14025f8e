import { randomUUID } from 'node:crypto'
import { pool } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { SECOND_MS } from '../../kernel/time'
import { hashOfSecret, type LogKind } from './issue-link'
import type { StoredBytes } from './store-bytes'

/** An upload that has not been carried forward for so long is one of a gateway that has died: the station may bring its log again. */
const HELD_SECONDS = 90
export const CARRY_FORWARD_EVERY_MS = 20 * SECOND_MS

export interface Upload {
  readonly linkId: bigint
  /** This upload's own word: a later one of the same link has another. */
  readonly takenBy: string
  readonly stationId: bigint
  readonly stationIdentity: string
  readonly kind: LogKind
  readonly commandId: bigint | null
}

/**
 * Takes the room a secret gives for one log, for a while (`carryUploadForward`); only one caller has it at a time. Only a log that has
 * come whole uses it up. null: there is none (any more). busy: an upload is under way.
 */
export const takeUpload = (secret: string): Promise<Upload | null | 'busy'> => takeRoom(hashOfSecret(secret))

/** The same, for who knows the room by its hash: the log lies on an FTP server. */
export async function takeRoom(tokenHash: string): Promise<Upload | null | 'busy'> {
  const takenBy = randomUUID()
  const { rows } = await pool().query<Taken>(TAKE, [tokenHash, takenBy, HELD_SECONDS])
  const [link] = rows
  if (link === undefined) return null
  if (!link.is_free) return 'busy'
  return {
    linkId: BigInt(link.id),
    takenBy,
    stationId: BigInt(link.station_id),
    stationIdentity: link.identity,
    kind: link.kind,
    commandId: link.command_id === null ? null : BigInt(link.command_id),
  }
}

interface Taken {
  id: string
  station_id: string
  identity: string
  kind: LogKind
  command_id: string | null
  is_free: boolean
}

// The row is locked before it is judged: of two at once the second one sees that the first has it.
const TAKE = `
  WITH link AS (
    SELECT file_link.id, file_link.station_id, station.identity, file_link.kind, file_link.command_id,
      taken_until IS NULL OR taken_until <= now() AS is_free
    FROM file_link JOIN station ON station.id = file_link.station_id
    WHERE token_hash = $1 AND purpose = 'log' AND used_at IS NULL AND expires_at > now() AND station.registration = 'accepted'
    FOR UPDATE OF file_link
  ), taken AS (
    UPDATE file_link SET taken_by = $2, taken_until = now() + make_interval(secs => $3)
    FROM link WHERE file_link.id = link.id AND link.is_free
  )
  SELECT * FROM link`

/** The upload goes on. Called again and again while it does. */
export async function carryUploadForward({ linkId, takenBy }: Upload): Promise<void> {
  await pool().query(
    'UPDATE file_link SET taken_until = now() + make_interval(secs => $3) WHERE id = $1 AND taken_by = $2',
    [linkId, takenBy, HELD_SECONDS],
  )
}

/** The upload broke off: the station may try again under the same address. */
export async function giveUploadBack({ linkId, takenBy }: Upload): Promise<void> {
  await pool().query('UPDATE file_link SET taken_by = NULL, taken_until = NULL WHERE id = $1 AND taken_by = $2', [
    linkId,
    takenBy,
  ])
}

/**
 * The log is here, whole: it is kept, and the address is used up, in one statement.
 * @param fileName as the station calls it, made plain
 * @throws DomainError conflict when another upload has taken its place meanwhile
 */
export async function recordUpload(upload: Upload, fileName: string, stored: StoredBytes): Promise<bigint> {
  const { rows } = await pool().query<{ id: string }>(RECORD, [
    upload.linkId,
    upload.takenBy,
    upload.stationId,
    upload.kind,
    fileName,
    stored.sizeBytes,
    stored.sha256,
    upload.commandId,
  ])
  if (rows[0] === undefined) throw new DomainError('conflict', 'Another upload has taken the place of this one.')
  return BigInt(rows[0].id)
}

const RECORD = `
  WITH used AS (
    UPDATE file_link SET used_at = coalesce(used_at, now()), taken_by = NULL, taken_until = NULL
    WHERE id = $1 AND taken_by = $2 RETURNING id
  )
  INSERT INTO station_file (station_id, kind, file_name, size_bytes, sha256, command_id, received_at)
  SELECT $3, $4, $5, $6, $7, $8, now() FROM used RETURNING id`
