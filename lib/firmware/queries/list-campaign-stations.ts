import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { pool } from '../../db/client'
import { likePattern } from '../../db/like'
import { cursorId, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { HOME_TIME_ZONE } from '../../stations/queries/energy-today'
import type { UpdateStage } from '../update-stage'
import { isWithin } from '../window'

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

export interface CampaignStationFilter {
  readonly stage?: UpdateStage
  /** In the station's identity or the name of its site. */
  readonly search?: string
  readonly cursor?: string
  readonly limit?: number
}

/** The stations of a campaign, by wave and identity. @throws DomainError forbidden | invalid (cursor) */
export async function listCampaignStations(
  actor: Actor,
  campaignId: bigint,
  { stage, search, cursor, limit = 50 }: CampaignStationFilter = {},
): Promise<Page<CampaignStation>> {
  requireAct(actor, 'fleet.read')
  requireAllSites(actor)
  const [wave, identity] = cursor === undefined ? ['0', ''] : decodeCursor(cursor, 2)
  const { rows } = await pool().query<Read>(STATIONS, [
    campaignId,
    cursorId(wave),
    identity,
    stage ?? null,
    search ? likePattern(search) : null,
    limit + 1,
  ])
  const now = new Date()
  const shown = rows.map(({ update_id, time_zone, window_from: from, window_to: to, ...station }) => ({
    ...station,
    updateId: BigInt(update_id),
    isWithinHours: isWithin(from === null || to === null ? null : { from, to }, now, time_zone ?? HOME_TIME_ZONE),
  }))
  return toPage(shown, limit, (row) => [String(row.wave), row.identity])
}

interface Read extends Omit<CampaignStation, 'updateId' | 'isWithinHours'> {
  readonly update_id: string
  readonly time_zone: string | null
  readonly window_from: string | null
  readonly window_to: string | null
}

const STATIONS = `
  SELECT update.id AS update_id, station.identity, site.name AS "siteName", site.time_zone, update.wave, update.stage, update.status, update.error,
    update.from_version AS "fromVersion", state.firmware AS version, coalesce(state.online, false) AS "isOnline",
    EXISTS (SELECT 1 FROM session WHERE session.station_id = station.id AND session.status = 'active') AS "isCharging",
    update.asked_at AS "askedAt", update.status_at AS "statusAt", update.ended_at AS "endedAt", campaign.window_from, campaign.window_to
  FROM firmware_update AS update JOIN station ON station.id = update.station_id
  JOIN firmware_campaign AS campaign ON campaign.id = update.campaign_id
  LEFT JOIN station_state AS state ON state.station_id = station.id LEFT JOIN site ON site.id = station.site_id
  WHERE update.campaign_id = $1 AND update.wave >= $2 AND (update.wave, station.identity) > ($2, $3) AND ($4::text IS NULL OR update.stage = $4)
    AND ($5::text IS NULL OR station.identity ILIKE $5 OR site.name ILIKE $5)
  ORDER BY update.wave, station.identity LIMIT $6`
