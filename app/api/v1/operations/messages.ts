import { z } from 'zod'
import { listMessages, type MessageRow } from '@/lib/messages/queries'
import { operation } from '../operation'
import { instantInput, listOf, pageOf, pageQuery, stationIdField } from '../schemas/fields'
import { messageSchema } from '../schemas/messages'

function shown({ at, direction, protocol, messageId, action, request, response, errorCode, latencyMs }: MessageRow) {
  const payloads = { request: read(request), response: response === null ? null : read(response) }
  return { at: at.toISOString(), direction, protocol, messageId, action, ...payloads, errorCode, latencyMs }
}

/** What could not be read as JSON when it came stays the text it was. */
function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export const messageOperations = [
  operation({
    id: 'listMessages',
    method: 'GET',
    path: '/stations/{id}/messages',
    tag: 'Stations',
    summary: 'What was said between a station and us, newest first',
    act: 'messages.read',
    params: z.object({ id: stationIdField }),
    query: z.object({
      ...pageQuery,
      action: z.string().max(50).optional().meta({ example: 'MeterValues' }),
      direction: z.enum(['in', 'out']).optional().meta({ description: 'in: calls from the station.' }),
      from: instantInput('At or after.').optional(),
      to: instantInput('Before.').optional(),
      search: z
        .string()
        .max(100)
        .optional()
        .meta({ description: "Found in the request or answer, among the station's newest." }),
    }),
    status: 200,
    response: listOf(messageSchema),
    handler: async (actor, { params: { id }, query }) => pageOf(await listMessages(actor, id, query), shown),
  }),
]
