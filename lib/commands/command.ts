import { z } from 'zod'
import { charging } from './kinds/charging'
import { data } from './kinds/data'
import { everyday } from './kinds/everyday'
import { files } from './kinds/files'
import { grid } from './kinds/grid'
import { monitors } from './kinds/monitors'
import { offline } from './kinds/offline'
import { security } from './kinds/security'
import { stationPrices } from './kinds/station-prices'
import { transactions } from './kinds/transactions'

/** One file in `kinds/` per subject. */
const KINDS = [
  ...everyday,
  ...charging,
  ...files,
  ...offline,
  ...transactions,
  ...data,
  ...grid,
  ...monitors,
  ...security,
  ...stationPrices,
] as const

/** What REST takes at `/stations/{id}/ocpp`, from administrators. */
export const rawCallSchema = z.object({
  type: z.literal('ocpp'),
  action: z.string().regex(/^[A-Za-z0-9]{1,50}$/, 'must be the name of an OCPP action'),
  payload: z.record(z.string(), z.unknown()),
})

/** Everything but raw calls, which have their own door for administrators. What REST takes at `/stations/{id}/commands`. */
export const everydayCommandSchema = z.discriminatedUnion('type', KINDS)

/**
 * What people can tell a station to do, whichever OCPP version it speaks; `ocpp-server` translates. Stored as the command row's
 * payload. In `get-configuration` and `set-configuration` a key is a 1.6 configuration key, or for 2.0.1 "Component.Variable"
 * ("Component/Variable" also reads; "Component[instance].Variable[instance]" names instances, "Component@2.Variable" EVSE 2).
 */
export const commandSchema = z.discriminatedUnion('type', [...KINDS, rawCallSchema])

export type Command = z.output<typeof commandSchema>
export type CommandInput = z.input<typeof commandSchema>
export type CommandType = Command['type']
