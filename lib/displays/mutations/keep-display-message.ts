import { pool } from '../../db/client'
import type { DisplayMessage } from '../display-message'
import { type MessageCriteria, recordDisplayMessages } from './record-display-messages'

/** The station has taken a message of ours; one with the same number is replaced. */
export async function keepDisplayMessage(stationId: bigint, message: DisplayMessage): Promise<void> {
  await recordDisplayMessages.write(pool(), [{ kind: 'held', stationId, messages: [message], at: new Date() }])
}

/** The station holds none of these, or none any more. */
export async function forgetDisplayMessages(stationId: bigint, criteria: MessageCriteria): Promise<void> {
  await recordDisplayMessages.write(pool(), [{ kind: 'gone', stationId, criteria, at: new Date() }])
}
