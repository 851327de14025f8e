'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { placeNumber } from '@/app/row-id'
import { everydayCommandSchema } from '@/lib/commands/command'
import { requestCommand } from '@/lib/commands/mutations/request-command'
import { createStation } from '@/lib/stations/mutations/create-station'
import { acceptStation, rejectStation } from '@/lib/stations/mutations/decide-registration'
import { editConnector, editStation } from '@/lib/stations/mutations/edit-station'
import { setStationPassword } from '@/lib/stations/mutations/set-station-password'
import { connectorEditSchema, newStationSchema, stationEditSchema, stationPasswordSchema } from '@/lib/stations/station'

const named = z.object({ id: z.string().min(1).max(48) })

export const addStation = defineAction(newStationSchema, (actor, input) => createStation(actor, input))

export const accept = defineAction(named, (actor, { id }) => acceptStation(actor, id))

export const reject = defineAction(named, (actor, { id }) => rejectStation(actor, id))

export const edit = defineAction(named.extend({ change: stationEditSchema }), (actor, { id, change }) =>
  editStation(actor, id, change),
)

export const editOutlet = defineAction(
  named.extend({ evse: placeNumber, connector: placeNumber, change: connectorEditSchema }),
  (actor, { id, evse, connector, change }) => editConnector(actor, { identity: id, evse, connector }, change),
)

export const setPassword = defineAction(
  named.extend({ password: stationPasswordSchema.optional() }),
  (actor, { id, password }) => setStationPassword(actor, id, password),
)

/** Leaves the command behind and returns; what becomes of it comes on the live stream. */
export const command = defineAction(named.extend({ command: everydayCommandSchema }), async (actor, input) => ({
  id: String((await requestCommand(actor, input.id, input.command)).id),
}))
