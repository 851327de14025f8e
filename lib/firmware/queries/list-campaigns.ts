import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { namesOf } from '../../audit/queries'
import { db } from '../../db/client'
import { cursorId, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { notFound } from '../../kernel/errors'
import type { CampaignStage } from '../campaign'

/** Stations of a campaign by how far they have come. */
export interface Progress {
  readonly stations: number
  readonly waiting: number
  readonly underWay: number
  readonly installed: number
  readonly failed: number
  readonly cancelled: number
}

export interface CampaignRow {
  readonly id: bigint
  readonly name: string
  readonly stage: CampaignStage
  readonly firmware: { readonly id: bigint; readonly vendor: string; readonly model: string; readonly version: string }
  readonly isSigned: boolean
  readonly waveSize: number
  /** HH:MM in each station's site's zone; null = any time. */
  readonly window: { readonly from: string; readonly to: string } | null
  readonly stopAfterFailures: number
  /** people | failures; null: it was not stopped. */
  readonly stopReason: string | null
  readonly createdBy: string
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  readonly progress: Progress
}

const columns = {
  id: true,
  name: true,
  stage: true,
  firmware: { select: { id: true, vendor: true, model: true, version: true } },
  isSigned: true,
  waveSize: true,
  windowFrom: true,
  windowTo: true,
  stopAfterFailures: true,
  stopReason: true,
  createdBy: true,
  createdAt: true,
  startedAt: true,
  endedAt: true,
} as const

/** Campaigns, newest first. @throws DomainError forbidden for who is limited to some sites: campaigns go across them */
export async function listCampaigns(
  actor: Actor,
  { cursor, limit = 50 }: { cursor?: string; limit?: number } = {},
): Promise<Page<CampaignRow>> {
  requireAct(actor, 'fleet.read')
  requireAllSites(actor)
  const before = cursor === undefined ? {} : { id: { lt: cursorId(decodeCursor(cursor, 1)[0]) } }
  const rows = await db().firmwareCampaign.findMany({
    where: before,
    select: columns,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  return toPage(await withProgress(rows), limit, ({ id }) => [String(id)])
}

/** A campaign, and how far it has come. @throws DomainError forbidden | not-found */
export async function getCampaign(actor: Actor, id: bigint): Promise<CampaignRow> {
  requireAct(actor, 'fleet.read')
  requireAllSites(actor)
  const row = await db().firmwareCampaign.findUnique({ where: { id }, select: columns })
  if (row === null) throw notFound('campaign', id)
  const [campaign] = await withProgress([row])
  return campaign as CampaignRow
}

type Read = Omit<CampaignRow, 'window' | 'progress' | 'stage'> & {
  readonly stage: string
  readonly windowFrom: string | null
  readonly windowTo: string | null
}

async function withProgress(rows: readonly Read[]): Promise<CampaignRow[]> {
  const [counts, names] = await Promise.all([
    db().firmwareUpdate.groupBy({
      by: ['campaignId', 'stage'],
      where: { campaignId: { in: rows.map(({ id }) => id) } },
      _count: { _all: true },
    }),
    namesOf(rows.map(({ createdBy }) => createdBy)),
  ])
  return rows.map(({ windowFrom: from, windowTo: to, stage, ...row }) => ({
    ...row,
    stage: stage as CampaignStage,
    createdBy: names.get(row.createdBy) ?? row.createdBy,
    window: from === null || to === null ? null : { from, to },
    progress: progressOf(counts.filter(({ campaignId }) => campaignId === row.id)),
  }))
}

function progressOf(counts: readonly { stage: string; _count: { _all: number } }[]): Progress {
  const of = (...stages: readonly string[]) =>
    counts.reduce((sum, { stage, _count }) => (stages.includes(stage) ? sum + _count._all : sum), 0)
  return {
    stations: counts.reduce((sum, { _count }) => sum + _count._all, 0),
    waiting: of('waiting'),
    underWay: of('asked', 'downloading', 'downloaded', 'installing'),
    installed: of('installed'),
    failed: of('failed'),
    cancelled: of('cancelled'),
  }
}
