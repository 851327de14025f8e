import { db } from '../../db/client'
import { type MessageLimits, messageLimits } from '../message-limits'

const KEYS = ['ItemsPerMessage', 'BytesPerMessage', 'GetConfigurationMaxKeys']

/** What a station has told of how much one message to it may hold; for the gateway. */
export async function findMessageLimits(stationId: bigint): Promise<MessageLimits> {
  const rows = await db().configurationValue.findMany({
    where: { stationId, key: { in: KEYS }, attribute: 'Actual' },
    select: { component: true, instance: true, key: true, value: true },
  })
  return messageLimits(rows)
}
