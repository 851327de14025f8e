import { z } from 'zod'

const number = z.number().int().min(1).max(9999)
const id = z.string().regex(/^[1-9]\d{0,18}$/, 'must be a decimal id')
const key = z.string().trim().min(1).max(200)

/** Messages a station can be asked to send again, under the names of OCPP 2.0.1 (1.6 spells three of them otherwise). */
export const TRIGGERS = [
  'BootNotification',
  'DiagnosticsStatusNotification',
  'FirmwareStatusNotification',
  'Heartbeat',
  'LogStatusNotification',
  'MeterValues',
  'StatusNotification',
  'TransactionEvent',
] as const

const everyday = [
  z.object({
    type: z.literal('start'),
    evseId: number,
    connectorId: number.optional(),
    token: z.string().trim().min(1).max(36),
  }),
  z.object({ type: z.literal('stop'), sessionId: id }),
  z.object({ type: z.literal('reset'), kind: z.enum(['soft', 'hard']), evseId: number.optional() }),
  z.object({ type: z.literal('unlock'), evseId: number, connectorId: number.optional() }),
  z.object({
    type: z.literal('change-availability'),
    evseId: number.optional(),
    connectorId: number.optional(),
    operative: z.boolean(),
  }),
  z.object({ type: z.literal('get-configuration'), keys: z.array(key).max(500).optional() }),
  z.object({
    type: z.literal('set-configuration'),
    values: z
      .array(z.object({ key, value: z.string().max(2500) }))
      .min(1)
      .max(100),
  }),
  z.object({ type: z.literal('clear-cache') }),
  z.object({ type: z.literal('trigger'), message: z.enum(TRIGGERS), evseId: number.optional() }),
  z.object({ type: z.literal('get-report'), base: z.enum(['configuration', 'full', 'summary']).default('full') }),
] as const

/** What REST takes at `/stations/{id}/ocpp`, from administrators. */
export const rawCallSchema = z.object({
  type: z.literal('ocpp'),
  action: z.string().regex(/^[A-Za-z0-9]{1,50}$/, 'must be the name of an OCPP action'),
  payload: z.record(z.string(), z.unknown()),
})

/** Everything but raw calls, which have their own door for administrators. What REST takes at `/stations/{id}/commands`. */
export const everydayCommandSchema = z.discriminatedUnion('type', [...everyday])

/**
 * What people can tell a station to do, whichever OCPP version it speaks; `ocpp-server` translates. Stored as the command row's
 * payload. In `get-configuration` and `set-configuration` a key is a 1.6 configuration key, or for 2.0.1 "Component.Variable"
 * ("Component/Variable" also reads; "Component[instance].Variable[instance]" names instances, "Component@2.Variable" EVSE 2).
 */
export const commandSchema = z.discriminatedUnion('type', [...everyday, rawCallSchema])

export type Command = z.output<typeof commandSchema>
export type CommandInput = z.input<typeof commandSchema>
export type CommandType = Command['type']
