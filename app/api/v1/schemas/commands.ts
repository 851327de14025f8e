import { z } from 'zod'
import { everydayCommandSchema, rawCallSchema as rawCall } from '@/lib/commands/command'
import { idField, instantField, stationIdField } from './fields'

/** What people and programs may ask of a station. Versions of OCPP do not show here. */
export const commandInputSchema = everydayCommandSchema.meta({
  id: 'CommandInput',
  description: 'Keys of a 2.0.1 station are written "Component.Variable"; an absent evseId means the whole station.',
  example: { type: 'start', evseId: 1, token: '04A2B3C4D5E6F7' },
})

export const rawCallSchema = rawCall
  .omit({ type: true })
  .extend({ payload: rawCall.shape.payload.default({}) })
  .meta({
    id: 'RawCall',
    description: "An action of the station's OCPP version; the payload is checked against its official schema.",
    example: { action: 'GetLocalListVersion', payload: {} },
  })

export const queuedSchema = z.object({ id: idField('command', '901') }).meta({ id: 'Queued' })

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
    error: z.string().nullable().meta({
      description: "Why it came to nothing: a sentence in English, or the station's own words.",
      example: null,
    }),
    problem: z
      .object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
      .nullable()
      .meta({
        description: 'What `error` was made from when it is our own sentence: a word that stays.',
        example: null,
      }),
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
