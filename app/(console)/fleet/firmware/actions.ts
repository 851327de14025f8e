'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { chooseStationsSchema, newCampaignSchema } from '@/lib/firmware/campaign'
import { firmwareChangeSchema } from '@/lib/firmware/firmware'
import { createCampaign } from '@/lib/firmware/mutations/create-campaign'
import { archiveFirmware, editFirmware, restoreFirmware } from '@/lib/firmware/mutations/edit-firmware'
import { STEERS, steerCampaign } from '@/lib/firmware/mutations/steer-campaign'
import { chosenStations } from '@/lib/firmware/queries/chosen-stations'
import { listCampaignStations } from '@/lib/firmware/queries/list-campaign-stations'
import { UPDATE_STAGES } from '@/lib/firmware/update-stage'

const id = z
  .string()
  .regex(/^[1-9]\d{0,17}$/, 'not-an-id')
  .transform(BigInt)
const one = z.object({ id })

export const editFirmwareAction = defineAction(z.object({ id, change: firmwareChangeSchema }), (actor, input) =>
  editFirmware(actor, input.id, input.change),
)
export const archiveFirmwareAction = defineAction(one, (actor, input) => archiveFirmware(actor, input.id))
export const restoreFirmwareAction = defineAction(one, (actor, input) => restoreFirmware(actor, input.id))
export const createCampaignAction = defineAction(newCampaignSchema, async (actor, input) => ({
  id: String((await createCampaign(actor, input)).id),
}))
export const steerCampaignAction = defineAction(one.extend({ steer: z.enum(STEERS) }), (actor, input) =>
  steerCampaign(actor, input.id, input.steer),
)
/** How many stations a choice means, and the first of them by name. */
export const chooseStationsAction = defineAction(chooseStationsSchema, async (actor, choice) => {
  const stations = await chosenStations(actor, choice)
  return { count: stations.length, first: stations.slice(0, 5).map(({ identity }) => identity) }
})

const asked = z.object({
  id: z.string().regex(/^[1-9]\d{0,17}$/),
  stage: z.enum(UPDATE_STAGES).optional(),
  search: z.string().max(100).optional(),
})

/** More stations of a campaign, behind the last one shown. */
export const moreCampaignStations = defineAction(
  z.object({ filter: asked, cursor: z.string().max(500) }),
  (actor, { filter: { id: campaign, ...filter }, cursor }) =>
    listCampaignStations(actor, BigInt(campaign), { ...filter, cursor }),
)
