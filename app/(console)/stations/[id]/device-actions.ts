'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { getCommand, listCommandReports } from '@/lib/commands/queries'
import { listConfigurationChanges } from '@/lib/configuration/queries/list-changes'
import { repairStation } from '@/lib/templates/mutations/repair'

const named = z.object({ id: z.string().min(1).max(48) })
const numbered = z.string().regex(/^[1-9]\d{0,17}$/)

/** What one configuration value has been. */
export const valueHistory = defineAction(named.extend({ valueId: numbered }), (actor, { id, valueId }) =>
  listConfigurationChanges(actor, id, BigInt(valueId)),
)

/** Sets what differs from the station's templates. */
export const repairStationAction = defineAction(named, (actor, { id }) => repairStation(actor, id))

/** A command with its answer and what the station has reported because of it. */
export const commandDetails = defineAction(z.object({ id: numbered }), async (actor, { id }) => {
  const [command, report] = await Promise.all([getCommand(actor, BigInt(id)), listCommandReports(actor, BigInt(id))])
  return { command, report }
})
