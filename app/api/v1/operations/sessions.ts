import { z } from 'zod'
import { getSession } from '@/lib/sessions/queries/get-session'
import { listReadings, type SessionReading } from '@/lib/sessions/queries/list-readings'
import { listSessions, type SessionRow } from '@/lib/sessions/queries/list-sessions'
import { operation } from '../operation'
import { idInput, instantInput, isoOrNull, listOf, pageOf, pageQuery, stationIdField } from '../schemas/fields'
import { readingSchema, sessionSchema } from '../schemas/sessions'

const params = z.object({ id: idInput('session', '4711') })

/** An ended session waits a moment for its price: said by name, never shown as 0. */
const NOT_PRICED_YET = { currency: null, total: null, vat: null, lines: [], unpriced: 'not-priced-yet' } as const

function shown(session: SessionRow): z.input<typeof sessionSchema> {
  const price = session.price ?? NOT_PRICED_YET
  return {
    id: String(session.id),
    stationId: session.stationId,
    evseId: session.evse,
    connectorId: session.connector,
    token: session.token,
    status: session.status,
    startedAt: session.startedAt.toISOString(),
    endedAt: isoOrNull(session.endedAt),
    meterStartWh: session.meterStartWh,
    meterStopWh: session.meterStopWh,
    energyWh: session.energyWh,
    stopReason: session.stopReason,
    completeness: session.completeness,
    incompleteSince: isoOrNull(session.incompleteSince),
    price: { ...price, lines: price.lines.map((line) => ({ ...line, spot: line.spot && [...line.spot] })) },
    review: session.openReviews.map(({ flag, detail }) => ({ flag, detail })),
    signedVerdict: session.signedVerdict,
    ocppTransactionId: session.ocppTransactionId,
  }
}

function shownReading(reading: SessionReading): z.input<typeof readingSchema> {
  const { at, context, registerWh, energyWh, powerW, currentA, voltageV, socPercent } = reading
  const phases = { currentA: [...currentA], voltageV: [...voltageV] }
  return { at: at.toISOString(), context, registerWh, energyWh, powerW, ...phases, socPercent }
}

export const sessionOperations = [
  operation({
    id: 'listSessions',
    method: 'GET',
    path: '/sessions',
    tag: 'Sessions',
    summary: 'Sessions, newest first',
    act: 'sessions.read',
    query: z.object({
      ...pageQuery,
      stationId: stationIdField.optional(),
      from: instantInput('Started at or after.').optional(),
      to: instantInput('Started before.').optional(),
      status: z.enum(['active', 'ended']).optional(),
      completeness: z
        .enum(['complete', 'waiting', 'incomplete'])
        .optional()
        .meta({ description: 'Ended ones that are complete, wait for missing events, or will never be.' }),
      siteId: idInput('site').optional(),
      tokenId: idInput('token').optional(),
    }),
    status: 200,
    response: listOf(sessionSchema),
    handler: async (actor, { query }) => pageOf(await listSessions(actor, query), shown),
  }),
  operation({
    id: 'getSession',
    method: 'GET',
    path: '/sessions/{id}',
    tag: 'Sessions',
    summary: 'One session with its price',
    description:
      'While it runs the price does too; when it has ended the price is what the tariff at its start makes of it.',
    act: 'sessions.read',
    params,
    status: 200,
    response: sessionSchema,
    handler: async (actor, { params: { id } }) => {
      const session = await getSession(actor, id)
      return { ...shown(session), stationSays: session.stationSays }
    },
  }),
  operation({
    id: 'listReadings',
    method: 'GET',
    path: '/sessions/{id}/readings',
    tag: 'Sessions',
    summary: 'What its meter said, oldest first',
    act: 'sessions.read',
    params,
    query: z.object(pageQuery),
    status: 200,
    response: listOf(readingSchema),
    handler: async (actor, { params: { id }, query }) => pageOf(await listReadings(actor, id, query), shownReading),
  }),
]
