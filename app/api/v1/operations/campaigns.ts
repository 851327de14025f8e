import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { createCampaign } from '@/lib/firmware/mutations/create-campaign'
import { steerCampaign } from '@/lib/firmware/mutations/steer-campaign'
import { listCampaignStations } from '@/lib/firmware/queries/list-campaign-stations'
import { type CampaignRow, getCampaign, listCampaigns } from '@/lib/firmware/queries/list-campaigns'
import { UPDATE_STAGES } from '@/lib/firmware/update-stage'
import { operation } from '../operation'
import { campaignSchema, campaignStationSchema, newCampaignInput, steerInput } from '../schemas/campaigns'
import { idInput, isoOrNull, listOf, pageOf, pageQuery } from '../schemas/fields'

const params = z.object({ id: idInput('campaign') })

const shown = ({ id, firmware, createdBy: _, ...campaign }: CampaignRow) => ({
  ...campaign,
  id: String(id),
  firmwareId: String(firmware.id),
  createdAt: campaign.createdAt.toISOString(),
  startedAt: isoOrNull(campaign.startedAt),
  endedAt: isoOrNull(campaign.endedAt),
})

const campaignNow = async (actor: Actor, id: bigint) => shown(await getCampaign(actor, id))

export const campaignOperations = [
  operation({
    id: 'listCampaigns',
    method: 'GET',
    path: '/campaigns',
    tag: 'Firmware',
    summary: 'Firmware campaigns, newest first',
    act: 'fleet.read',
    query: z.object(pageQuery),
    status: 200,
    response: listOf(campaignSchema),
    handler: async (actor, { query }) => pageOf(await listCampaigns(actor, query), shown),
  }),
  operation({
    id: 'createCampaign',
    method: 'POST',
    path: '/campaigns',
    tag: 'Firmware',
    summary: 'Plan a firmware campaign',
    description: 'It is a draft until it is started. Stations are never asked while they charge.',
    act: 'fleet.write',
    body: newCampaignInput,
    status: 201,
    response: campaignSchema,
    handler: async (actor, { body: { window, stations, ...campaign } }) => {
      const { ids: identities, ...choice } = stations
      const { id } = await createCampaign(actor, {
        ...campaign,
        windowFrom: window?.from,
        windowTo: window?.to,
        stations: { identities, ...choice },
      })
      return campaignNow(actor, id)
    },
    location: ({ id }) => `/campaigns/${id}`,
  }),
  operation({
    id: 'getCampaign',
    method: 'GET',
    path: '/campaigns/{id}',
    tag: 'Firmware',
    summary: 'A campaign and how far it has come',
    act: 'fleet.read',
    params,
    status: 200,
    response: campaignSchema,
    handler: (actor, { params: { id } }) => campaignNow(actor, id),
  }),
  operation({
    id: 'listCampaignStations',
    method: 'GET',
    path: '/campaigns/{id}/stations',
    tag: 'Firmware',
    summary: 'The stations of a campaign, by wave, and how far each has come',
    act: 'fleet.read',
    params,
    query: z.object({ ...pageQuery, stage: z.enum(UPDATE_STAGES).optional().meta({ example: 'failed' }) }),
    status: 200,
    response: listOf(campaignStationSchema),
    handler: async (actor, { params: { id }, query }) =>
      pageOf(
        await listCampaignStations(actor, (await getCampaign(actor, id)).id, query),
        ({ identity, wave, stage, status, error, fromVersion, version, endedAt }) => ({
          stationId: identity,
          wave,
          stage,
          status,
          error,
          fromVersion,
          version,
          endedAt: isoOrNull(endedAt),
        }),
      ),
  }),
  operation({
    id: 'steerCampaign',
    method: 'POST',
    path: '/campaigns/{id}/steer',
    tag: 'Firmware',
    summary: 'Start, pause, resume or stop a campaign',
    act: 'fleet.write',
    params,
    body: steerInput,
    status: 200,
    response: campaignSchema,
    handler: async (actor, { params: { id }, body }) => {
      await steerCampaign(actor, id, body.do)
      return campaignNow(actor, id)
    },
  }),
]
