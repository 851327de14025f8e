import { z } from 'zod'
import { connectorIdField, evseIdField, idField, idInput, instantField, stationIdField } from './fields'

const of = <Type extends string>(type: Type) => z.literal(type).meta({ example: type })
const evse = evseIdField
const positiveEvse = evseIdField.min(1)
const connector = connectorIdField.min(1)

/** What people and programs may ask of a station. Versions of OCPP do not show here. */
export const commandInputSchema = z
  .discriminatedUnion('type', [
    z.object({
      type: of('start'),
      evseId: positiveEvse,
      connectorId: connector.optional(),
      token: z.string().trim().min(1).max(36).meta({ description: 'The token that pays.', example: '04A2B3C4D5E6F7' }),
    }),
    z.object({ type: of('stop'), sessionId: idInput('session', '4711') }),
    z.object({ type: of('reset'), kind: z.enum(['soft', 'hard']), evseId: evse.optional() }),
    z.object({ type: of('unlock'), evseId: positiveEvse, connectorId: connector.optional() }),
    z.object({
      type: of('change-availability'),
      evseId: evse.optional(),
      connectorId: connector.optional(),
      operative: z.boolean(),
    }),
    z.object({ type: of('get-configuration'), keys: z.array(z.string().min(1).max(500)).max(500).optional() }),
    z.object({
      type: of('set-configuration'),
      values: z
        .array(z.object({ key: z.string().min(1).max(500), value: z.string().max(2500) }))
        .min(1)
        .max(100),
    }),
    z.object({ type: of('clear-cache') }),
    z.object({
      type: of('trigger'),
      message: z.string().min(1).max(50).meta({ example: 'StatusNotification' }),
      evseId: evse.optional(),
    }),
  ])
  .meta({ id: 'CommandInput' })

export const rawCallSchema = z
  .object({
    action: z
      .string()
      .min(1)
      .max(50)
      .meta({ description: "An action of the station's OCPP version.", example: 'GetLocalListVersion' }),
    payload: z
      .record(z.string(), z.unknown())
      .default({})
      .meta({ description: "Checked against that action's official schema.", example: {} }),
  })
  .meta({ id: 'RawCall' })

export const acceptedSchema = z.object({ id: idField('command', '901') }).meta({ id: 'Queued' })

export const commandSchema = z
  .object({
    id: idField('command', '901'),
    stationId: stationIdField,
    type: z.string().meta({ example: 'start' }),
    stage: z
      .enum(['queued', 'sent', 'accepted', 'rejected', 'failed', 'timed-out', 'expired', 'confirmed'])
      .meta({ description: '"accepted" is what the station said; "confirmed" when its own messages prove it.' }),
    answer: z
      .unknown()
      .meta({ description: "The station's answer as it sent it, or null.", example: { status: 'Accepted' } }),
    error: z.string().nullable().meta({ example: null }),
    sessionId: idField('session', '4711')
      .nullable()
      .meta({ description: 'The session it stops, or that proves it started.' }),
    at: z.object({
      queued: instantField('When it was asked.'),
      sent: instantField('When the station was told.').nullable(),
      answered: instantField('When the station answered.').nullable(),
      confirmed: instantField('When it was proven.').nullable(),
      expires: instantField('When it is given up.'),
    }),
  })
  .meta({ id: 'Command' })

export const messageSchema = z
  .object({
    at: instantField('When the call was received or sent.'),
    direction: z.enum(['in', 'out']).meta({ description: 'in: from the station.' }),
    protocol: z.string().meta({ example: 'ocpp1.6' }),
    messageId: z.string(),
    action: z.string().meta({ description: "'' when the frame could not be read.", example: 'MeterValues' }),
    request: z
      .unknown()
      .meta({ description: 'The payload, secrets masked; the raw frame as text when it could not be read.' }),
    response: z.unknown().meta({ description: "The answer's payload, or null." }),
    errorCode: z.string().nullable(),
    latencyMs: z.number().nullable(),
  })
  .meta({ id: 'Message' })
