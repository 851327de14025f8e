import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pool } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { type SchemaFault, schemaFaults } from '../../ocpp-schemas/schema-faults'
import { getStationKey } from '../../stations/queries/find-station'
import { faultsOf, type MessageRow, stationsPart } from '../message-row'

/** Which exchange: rows seen live have no id yet. */
export type MessageKey = Pick<MessageRow, 'station' | 'at' | 'direction' | 'messageId'> & {
  readonly id?: bigint | null
}

export interface MessageDetail extends MessageRow {
  /** In what the station's part breaks the official schema, and what we read it as. */
  readonly explained: readonly SchemaFault[]
}

/** One exchange whole. @throws DomainError not-found, also when its station is outside the actor's scope */
export async function getMessage(actor: Actor, key: MessageKey): Promise<MessageDetail> {
  requireAct(actor, 'messages.read')
  const station = await getStationKey(actor, key.station)
  const { rows } = await pool().query(ONE, [station.key, key.at, key.direction, key.messageId, key.id ?? null])
  const [row] = rows
  if (row === undefined) throw notFound('message', key.messageId)
  const message = {
    id: BigInt(row.id),
    station: station.identity,
    at: row.at as Date,
    direction: row.direction as 'in' | 'out',
    protocol: row.protocol as string,
    messageId: row.message_id as string,
    action: row.action as string,
    request: row.request as string,
    response: row.response as string | null,
    errorCode: row.error_code as string | null,
    latencyMs: row.latency_ms as number | null,
    isCut: false,
  }
  return { ...message, faults: faultsOf(message), explained: explain(message) }
}

function explain(message: Parameters<typeof stationsPart>[0]): readonly SchemaFault[] {
  const part = stationsPart(message)
  if (part === null) return []
  try {
    return schemaFaults(part.version, part.action, part.direction, JSON.parse(part.text))
  } catch {
    return []
  }
}

const ONE = `
  SELECT id, at, direction, protocol, message_id, action, request, response, error_code, latency_ms FROM ocpp_message
  WHERE station_id = $1 AND at = $2 AND direction = $3 AND message_id = $4 AND ($5::bigint IS NULL OR id = $5)
  ORDER BY id LIMIT 1`
