import { db, pool } from '../../db/client'
import { recordSessionMessages } from '../mutations/record-session-messages'
import type { SessionMessage } from '../session-message'
import type { SessionOutcome } from '../session-outcome'

/** One batch in one transaction, as the gateway does it. */
export async function record(...messages: readonly SessionMessage[]): Promise<readonly SessionOutcome[]> {
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    const outcomes = await recordSessionMessages.write(client, messages)
    await client.query('COMMIT')
    return outcomes
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

export const say = async (message: SessionMessage): Promise<SessionOutcome> => (await record(message))[0]!

export const theSession = (id: bigint | null) =>
  db().session.findUniqueOrThrow({
    where: { id: id! },
    include: { priced: true, reviews: { orderBy: { flag: 'asc' } }, phases: { orderBy: { at: 'asc' } }, events: true },
  })

export const flags = (session: Awaited<ReturnType<typeof theSession>>): string[] =>
  session.reviews.filter((review) => review.resolvedAt === null).map((review) => review.flag)

export const readings = (sessionId: bigint | null) =>
  db().reading.findMany({ where: { sessionId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })

export const sessionsOf = (stationId: bigint) => db().session.findMany({ where: { stationId }, orderBy: { id: 'asc' } })
