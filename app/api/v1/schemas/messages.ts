import { z } from 'zod'
import { instantField, stationIdField } from './fields'

export const messageSchema = z
  .object({
    stationId: stationIdField,
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
    schemaFaults: z
      .number()
      .int()
      .nullable()
      .meta({ description: "How often the station's part breaks the official OCPP schema; null: cannot be said." }),
  })
  .meta({ id: 'Message' })
