import pg from 'pg'
import type { BatchConnection } from './coalesce'

// The same few statements run thousands of times and always look a few rows up by key: planned once, through the indexes, row by row.
// Without this a plan made while the tables were small (a new house) reads whole tables for ever, and planning costs more than running.
const PLANNING = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'jit=off',
]
  .map((setting) => `-c ${setting}`)
  .join(' ')

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
    options: PLANNING,
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
