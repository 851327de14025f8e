import { pool } from '../../db/client'
import type { ScopedEvent } from '../../live/events'
import type { SessionMessage } from '../session-message'
import { recordSessionMessages } from './record-session-messages'

/**
 * What time or a station's answer decides about sessions, written like a message of a station, in one transaction.
 * @returns for browsers, to be published by the caller
 */
export async function writeByRule(messages: readonly SessionMessage[]): Promise<readonly ScopedEvent[]> {
  if (messages.length === 0) return []
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    const outcomes = await recordSessionMessages.write(client, messages)
    await client.query('COMMIT')
    return outcomes.flatMap(({ live }) => (live === null ? [] : [live.show()]))
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}
