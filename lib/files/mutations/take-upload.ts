import { db, pool } from '../../db/client'
import { hashOfSecret, type LogKind } from './issue-link'
import type { StoredBytes } from './store-bytes'

export interface Upload {
  readonly linkId: bigint
  readonly stationId: bigint
  readonly stationIdentity: string
  readonly kind: LogKind
  readonly commandId: bigint | null
}

/** Takes the room a secret gives for one log; only one caller ever has it at a time. null: there is none (any more). */
export async function takeUpload(secret: string): Promise<Upload | null> {
  const { rows } = await pool().query<Taken>(TAKE, [hashOfSecret(secret)])
  const [link] = rows
  if (link === undefined) return null
  return {
    linkId: BigInt(link.id),
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
}

const TAKE = `
  UPDATE file_link SET used_at = now() FROM station
  WHERE token_hash = $1 AND purpose = 'log' AND used_at IS NULL AND expires_at > now()
    AND station.id = file_link.station_id AND station.registration = 'accepted'
  RETURNING file_link.id, file_link.station_id, station.identity, file_link.kind, file_link.command_id`

/** The upload broke off: the station may try again under the same address. */
export async function giveUploadBack(linkId: bigint): Promise<void> {
  await db().fileLink.update({ where: { id: linkId }, data: { usedAt: null }, select: { id: true } })
}

/** The log is here, whole. @param fileName as the station calls it, made plain */
export async function recordUpload(upload: Upload, fileName: string, stored: StoredBytes): Promise<bigint> {
  const { id } = await db().stationFile.create({
    data: {
      stationId: upload.stationId,
      kind: upload.kind,
      fileName,
      sizeBytes: BigInt(stored.sizeBytes),
      sha256: stored.sha256,
      commandId: upload.commandId,
      receivedAt: new Date(),
    },
    select: { id: true },
  })
  return id
}
