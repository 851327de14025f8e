import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { namesOf } from '../../audit/queries'
import { db, pool } from '../../db/client'
import { cursorId, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { notFound } from '../../kernel/errors'
import { HOME_TIME_ZONE } from '../../stations/queries/energy-today'
import type { CampaignStage } from '../campaign'
import type { UpdateStage } from '../update-stage'
import { isWithin } from '../window'

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

/** One station's part in a campaign. */
export interface CampaignStation {
  readonly updateId: bigint
  readonly identity: string
  readonly siteName: string | null
  readonly wave: number
  readonly stage: UpdateStage
  /** The station's last word. */
  readonly status: string | null
  readonly error: string | null
  readonly fromVersion: string | null
  /** What it runs now. */
  readonly version: string | null
  readonly isOnline: boolean
  readonly isCharging: boolean
  /** Whether the campaign's hours let it be asked now, by its own clock. */
  readonly isWithinHours: boolean
  readonly askedAt: Date | null
  readonly statusAt: Date | null
  readonly endedAt: Date | null
}

export interface CampaignDetail extends CampaignRow {
  readonly stations: readonly CampaignStation[]
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

/** A campaign and each of its stations, by wave. @throws DomainError forbidden | not-found */
export async function getCampaign(actor: Actor, id: bigint): Promise<CampaignDetail> {
  requireAct(actor, 'fleet.read')
  requireAllSites(actor)
  const row = await db().firmwareCampaign.findUnique({ where: { id }, select: columns })
  if (row === null) throw notFound('campaign', id)
  const [[campaign], { rows }] = await Promise.all([withProgress([row]), pool().query<StationRead>(STATIONS, [id])])
  const { window } = campaign as CampaignRow
  const now = new Date()
  const stations = rows.map(({ update_id, time_zone, ...station }) => ({
    ...station,
    updateId: BigInt(update_id),
    isWithinHours: isWithin(window, now, time_zone ?? HOME_TIME_ZONE),
  }))
  return { ...(campaign as CampaignRow), stations }
}

interface StationRead extends Omit<CampaignStation, 'updateId' | 'isWithinHours'> {
  readonly update_id: string
  readonly time_zone: string | null
}

const STATIONS = `
  SELECT update.id AS update_id, station.identity, site.name AS "siteName", site.time_zone, update.wave, update.stage, update.status, update.error,
    update.from_version AS "fromVersion", state.firmware AS version, coalesce(state.online, false) AS "isOnline",
    EXISTS (SELECT 1 FROM session WHERE session.station_id = station.id AND session.status = 'active') AS "isCharging",
    update.asked_at AS "askedAt", update.status_at AS "statusAt", update.ended_at AS "endedAt"
  FROM firmware_update AS update JOIN station ON station.id = update.station_id
  LEFT JOIN station_state AS state ON state.station_id = station.id LEFT JOIN site ON site.id = station.site_id
  WHERE update.campaign_id = $1 ORDER BY update.wave, station.identity`

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
