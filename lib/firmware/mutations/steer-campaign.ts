import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import type { CampaignStage } from '../campaign'

export const STEERS = ['start', 'pause', 'resume', 'stop'] as const
export type Steer = (typeof STEERS)[number]

const FROM: Readonly<Record<Steer, readonly CampaignStage[]>> = {
  start: ['draft'],
  pause: ['running'],
  resume: ['paused'],
  stop: ['draft', 'running', 'paused'],
}
const TO: Readonly<Record<Steer, CampaignStage>> = {
  start: 'running',
  pause: 'paused',
  resume: 'running',
  stop: 'stopped',
}

/**
 * Starts, pauses, resumes or stops a campaign. Stations that have been asked go on by themselves; those that wait are not asked while
 * it is paused, and never when it is stopped. @throws DomainError not-found | conflict (not from its stage)
 */
export async function steerCampaign(actor: Actor, id: bigint, steer: Steer): Promise<void> {
  requireAct(actor, 'fleet.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    const campaign = await tx.firmwareCampaign.findUnique({ where: { id }, select: { stage: true } })
    if (campaign === null) throw notFound('campaign', id)
    const { count } = await tx.firmwareCampaign.updateMany({
      where: { id, stage: { in: [...FROM[steer]] } },
      data: {
        stage: TO[steer],
        ...(steer === 'start' ? { startedAt: new Date() } : {}),
        ...(steer === 'stop' ? { endedAt: new Date(), stopReason: 'people' } : {}),
      },
    })
    if (count === 0)
      throw new DomainError('conflict', `The campaign is ${campaign.stage}.`, { reason: `campaign-${campaign.stage}` })
    if (steer === 'stop') await callOffWaiting(tx, id)
    await audit(tx, actor, `firmware-campaign.${steer}`, `firmware-campaign:${id}`, {
      before: { stage: campaign.stage },
      after: { stage: TO[steer] },
    })
  })
}

/** Stations not asked yet will not be. */
export async function callOffWaiting(tx: Transaction, campaignId: bigint): Promise<void> {
  const now = new Date()
  await tx.firmwareUpdate.updateMany({
    where: { campaignId, stage: 'waiting' },
    data: { stage: 'cancelled', error: 'campaign-stopped', statusAt: now, endedAt: now },
  })
}
