import { z } from 'zod'
import { liveHub } from '@/lib/live/process-hub'
import { liveResponse } from '@/lib/live/stream'
import { operation } from '../operation'

export const liveOperations = [
  operation({
    id: 'followLive',
    method: 'GET',
    path: '/live',
    tag: 'Live',
    summary: 'Follow changes as they happen',
    description:
      'Server-sent events. First `snapshot` parts `{part, parts, events}` with everything in scope, then `station`, `session` and \
`command` events, each the whole new state of one thing, and a `ping` every 15 s. Reconnect with `Last-Event-ID` to get only what \
was missed. The stream ends after about five minutes; reconnect at once.',
    act: 'sessions.read',
    query: z.object({
      since: z
        .string()
        .max(60)
        .optional()
        .meta({ description: 'The last event id seen, instead of the Last-Event-ID header.' }),
    }),
    status: 200,
    response: 'event-stream',
    handler: async (actor, _input, request) => liveResponse(await liveHub(), actor, request),
  }),
]
