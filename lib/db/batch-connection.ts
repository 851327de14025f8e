import pg from 'pg'
import type { BatchConnection } from './coalesce'

/**
 * The gateway's own writing connection: statements that do not wait for each other's results are sent without waiting
 * (PostgreSQL's pipelining), so a whole batch costs three round trips.
 */
export async function openBatchConnection(connectionString: string): Promise<BatchConnection> {
  const client = new pg.Client({
    connectionString,
    pipeline: true,
    keepAlive: true,
    application_name: 'laddvakt-batch',
  })
  let lost = false
  client.on('error', () => {
    lost = true
  })
  client.on('end', () => {
    lost = true
  })
  await client.connect()
  return {
    query: client.query.bind(client) as BatchConnection['query'],
    end: () => client.end(),
    get lost() {
      return lost
    },
  }
}
