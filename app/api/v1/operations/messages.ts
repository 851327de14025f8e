import { z } from 'zod'
import type { MessageRow } from '@/lib/messages/message-row'
import { listMessages } from '@/lib/messages/queries/list-messages'
import { operation } from '../operation'
import { idInput, instantInput, listOf, pageOf, pageQuery, stationIdField } from '../schemas/fields'
import { messageSchema } from '../schemas/messages'

function shown(message: MessageRow) {
  const { station, at, direction, protocol, messageId, action, request, response, errorCode, latencyMs, faults } =
    message
  const payloads = { request: read(request), response: response === null ? null : read(response) }
  const when = { stationId: station, at: at.toISOString() }
  return { ...when, direction, protocol, messageId, action, ...payloads, errorCode, latencyMs, schemaFaults: faults }
}

/** What could not be read as JSON when it came stays the text it was. */
function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const filters = {
  ...pageQuery,
  action: z.string().max(50).optional().meta({ example: 'MeterValues' }),
  direction: z.enum(['in', 'out']).optional().meta({ description: 'in: calls from the station.' }),
  errorsOnly: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Only what could not be read, was refused or was not answered.' }),
  sessionId: idInput('session').optional(),
  from: instantInput('At or after.').optional(),
  to: instantInput('Before.').optional(),
  search: z.string().max(100).optional().meta({ description: 'Found in the request, answer or message id.' }),
}
const PAGES =
  'A page may hold fewer rows than its limit, or none, and still have a `next`: the search had gone on long enough, and goes on from there.'

export const messageOperations = [
  operation({
    id: 'listMessages',
    method: 'GET',
    path: '/stations/{id}/messages',
    tag: 'Stations',
    summary: 'What was said between a station and us, newest first',
    description: PAGES,
    act: 'messages.read',
    params: z.object({ id: stationIdField }),
    query: z.object(filters),
    status: 200,
    response: listOf(messageSchema),
    handler: async (actor, { params: { id }, query }) =>
      pageOf(await listMessages(actor, { ...query, station: id, errorsOnly: query.errorsOnly === 'true' }), shown),
  }),
  operation({
    id: 'listAllMessages',
    method: 'GET',
    path: '/messages',
    tag: 'Stations',
    summary: 'What was said between all stations and us, newest first',
    description: PAGES,
    act: 'messages.read',
    query: z.object({ ...filters, stationId: stationIdField.optional() }),
    status: 200,
    response: listOf(messageSchema),
    handler: async (actor, { query: { stationId, ...query } }) =>
      pageOf(
        await listMessages(actor, { ...query, station: stationId, errorsOnly: query.errorsOnly === 'true' }),
        shown,
      ),
  }),
]
