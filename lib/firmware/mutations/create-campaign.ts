import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { type NewCampaign, newCampaignSchema } from '../campaign'
import { chosenStations } from '../queries/chosen-stations'
import { requireFirmware } from '../queries/firmware-to-send'

/**
 * A campaign as a draft: which stations, in waves in the order of their names. Nothing is asked of them before it is started.
 * @throws DomainError forbidden | invalid (also when no station fits, or some that are named are not ours) | not-found (firmware)
 */
export async function createCampaign(actor: Actor, input: NewCampaign): Promise<{ id: bigint }> {
  requireAct(actor, 'fleet.write')
  requireAllSites(actor)
  const { stations: choice, windowFrom, windowTo, ...campaign } = validated(newCampaignSchema, input)
  const stations = await chosenStations(actor, choice)
  const missing = choice.identities?.filter((name) => !stations.some(({ identity }) => isAlike(identity, name))) ?? []
  if (missing.length > 0)
    throw new DomainError('invalid', `No such station: ${missing.slice(0, 5).join(', ')}.`, { stations: 'not-found' })
  if (stations.length === 0)
    throw new DomainError('invalid', 'No station fits the choice.', { stations: 'no-stations-chosen' })
  return db().$transaction(async (tx) => {
    await requireFirmware(tx, campaign.firmwareId, campaign.isSigned)
    const data = { ...campaign, windowFrom: windowFrom ?? null, windowTo: windowTo ?? null, createdBy: actor.ref }
    const { id } = await tx.firmwareCampaign.create({ data, select: { id: true } })
    await tx.firmwareUpdate.createMany({
      data: stations.map(({ id: stationId }, index) => ({
        stationId,
        campaignId: id,
        firmwareId: campaign.firmwareId,
        wave: 1 + Math.floor(index / campaign.waveSize),
      })),
    })
    const after = {
      ...campaign,
      firmwareId: String(campaign.firmwareId),
      windowFrom,
      windowTo,
      stations: stations.length,
    }
    await audit(tx, actor, 'firmware-campaign.create', `firmware-campaign:${id}`, { after })
    return { id }
  })
}

const isAlike = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
