import { z } from 'zod'
import { requestCommand } from '@/lib/commands/mutations/request-command'
import { type CommandView, getCommand, listCommands } from '@/lib/commands/queries'
import { getStationKey } from '@/lib/stations/queries/find-station'
import { operation } from '../operation'
import { commandInputSchema, commandSchema, queuedSchema, rawCallSchema } from '../schemas/commands'
import { idInput, isoOrNull, listOf, pageOf, pageQuery, stationIdField } from '../schemas/fields'

const station = z.object({ id: stationIdField })

const shown = (command: CommandView) => ({
  id: String(command.id),
  stationId: command.stationId,
  type: command.command.type,
  stage: command.stage,
  answer: command.answer,
  error: command.error,
  problem: command.problem,
  sessionId: command.sessionId === null ? null : String(command.sessionId),
  at: {
    queued: command.queuedAt.toISOString(),
    sent: isoOrNull(command.sentAt),
    answered: isoOrNull(command.answeredAt),
    confirmed: isoOrNull(command.confirmedAt),
    expires: command.expiresAt.toISOString(),
  },
})

export const commandOperations = [
  operation({
    id: 'sendCommand',
    method: 'POST',
    path: '/stations/{id}/commands',
    tag: 'Commands',
    summary: 'Ask a station to do something',
    description:
      'Queued at once; follow its stage at `/commands/{id}` or on the live stream. 409 when the station is offline.',
    act: 'stations.command',
    params: station,
    body: commandInputSchema,
    status: 202,
    response: queuedSchema,
    handler: async (actor, { params: { id }, body }) => ({ id: String((await requestCommand(actor, id, body)).id) }),
    location: ({ id }) => `/commands/${id}`,
  }),
  operation({
    id: 'sendRawCall',
    method: 'POST',
    path: '/stations/{id}/ocpp',
    tag: 'Commands',
    summary: 'Send any OCPP call',
    description: "For what has no command of its own. Checked against the official schema of the station's version.",
    act: 'stations.raw-call',
    params: station,
    body: rawCallSchema,
    status: 202,
    response: queuedSchema,
    handler: async (actor, { params: { id }, body: { action, payload } }) => ({
      id: String((await requestCommand(actor, id, { type: 'ocpp', action, payload })).id),
    }),
    location: ({ id }) => `/commands/${id}`,
  }),
  operation({
    id: 'listCommands',
    method: 'GET',
    path: '/stations/{id}/commands',
    tag: 'Commands',
    summary: "A station's commands, newest first",
    act: 'stations.command',
    params: station,
    query: z.object(pageQuery),
    status: 200,
    response: listOf(commandSchema),
    handler: async (actor, { params: { id }, query }) => {
      const { identity } = await getStationKey(actor, id)
      return pageOf(await listCommands(actor, { stationId: identity, ...query }), shown)
    },
  }),
  operation({
    id: 'getCommand',
    method: 'GET',
    path: '/commands/{id}',
    tag: 'Commands',
    summary: 'How far a command has come',
    act: 'stations.command',
    params: z.object({ id: idInput('command', '901') }),
    status: 200,
    response: commandSchema,
    handler: async (actor, { params: { id } }) => shown(await getCommand(actor, id)),
  }),
]
