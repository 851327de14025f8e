import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import type { Schedule } from '../../charging-limits/charging-profile'
import { pool } from '../../db/client'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { notFound } from '../../kernel/errors'
import type { OcppVersion } from '../../ocpp-schemas/official'
import { type ComparedSetting, compareSettings, type SaidSetting } from '../compare-settings'
import { SAFE_PROFILE_ID, type Step, safeCurrentOf } from '../next-step'
import type { OfflinePolicy } from '../offline-policy'
import { wantedSettings } from '../wanted-settings'
import { EFFECTIVE_POLICY_SQL } from './effective-policy'

export type ListStage = 'unknown' | 'in-step' | 'behind' | 'failed' | 'unsupported'

/** What a station does when it cannot ask us, and how far it has been brought to its policy. */
export interface OfflineStation {
  /** OCPP identity. */
  readonly identity: string
  readonly name: string
  readonly siteName: string | null
  readonly online: boolean
  /** Whose policy holds for it; null: nobody's. */
  readonly policy: 'network' | 'site' | null
  /** waiting: not begun, or its policy has changed since; done: as far as it would go. */
  readonly progress: 'waiting' | 'under-way' | 'done'
  /** null: it has never been about a list. */
  readonly list: {
    readonly stage: ListStage
    readonly version: number
    readonly heldCount: number
    /** Tokens it has no room for. */
    readonly leftOut: number
    readonly error: string | null
    readonly sentAt: Date | null
  } | null
  readonly settings: readonly ComparedSetting[]
  /** A per phase: what the policy wants and what it holds; null: none. */
  readonly safe: { readonly wantedA: number | null; readonly heldA: number | null }
}

/** Accepted stations by identity, with how they stand. One statement whatever their number. */
export async function listOfflineStations(
  actor: Actor,
  options: { readonly cursor?: string; readonly limit?: number; readonly siteId?: bigint } = {},
): Promise<Page<OfflineStation>> {
  requireAct(actor, 'fleet.read')
  const limit = options.limit ?? 50
  const after = options.cursor === undefined ? '' : decodeCursor(options.cursor, 1)[0]!
  const rows = await read(actor, {
    where: 'station.identity > $3 AND ($4::bigint IS NULL OR station.site_id = $4)',
    values: [after, options.siteId ?? null],
    limit: limit + 1,
  })
  return toPage(rows.map(toStation), limit, ({ identity }) => [identity])
}

/** @throws DomainError not-found, also for a station outside the actor's scope */
export async function getOfflineStation(actor: Actor, identity: string): Promise<OfflineStation> {
  requireAct(actor, 'fleet.read')
  const [row] = await read(actor, { where: 'lower(station.identity) = lower($3)', values: [identity], limit: 1 })
  if (row === undefined) throw notFound('station', identity)
  return toStation(row)
}

/** @param question `where` is a fixed piece of SQL of this file; its values are numbered from 3 */
async function read(
  actor: Actor,
  question: { readonly where: string; readonly values: readonly unknown[]; readonly limit: number },
): Promise<Row[]> {
  const siteIds = sitesInScope(actor)
  const values = [siteIds?.map(String) ?? null, SAFE_PROFILE_ID, ...question.values, question.limit]
  const { rows } = await pool().query<Row>(
    `WITH station_policy AS (${EFFECTIVE_POLICY_SQL})
     SELECT station.identity, station.name, site.name AS site_name, coalesce(station_state.online, false) AS online,
       coalesce(station_state.protocol, 'ocpp1.6') AS protocol, station_policy.policy_id IS NOT NULL AS has_policy,
       station_policy.policy_site_id IS NOT NULL AS is_own, station_policy.local_list, station_policy.authorisation_cache,
       station_policy.pre_authorise, station_policy.unknown_tokens, station_policy.safe_current_a,
       CASE WHEN offline_standing.policy = station_policy.stamp THEN offline_standing.step END AS step,
       local_list.stage, local_list.version, local_list.held_count, local_list.left_out, local_list.error, local_list.sent_at,
       (SELECT json_agg(json_build_object('component', component, 'key', key, 'value', value, 'readonly', readonly))
         FROM configuration_value WHERE configuration_value.station_id = station.id AND attribute = 'Actual' AND evse_number = 0
           AND (component = '' OR lower(component) IN ('authctrlr', 'authcachectrlr', 'localauthlistctrlr'))) AS said,
       (SELECT schedule FROM charging_profile WHERE charging_profile.station_id = station.id AND profile_id = $2
         AND cleared_at IS NULL) AS profile
     FROM station LEFT JOIN station_state ON station_state.station_id = station.id
       LEFT JOIN site ON site.id = station.site_id
       LEFT JOIN station_policy ON station_policy.station_id = station.id
       LEFT JOIN offline_standing ON offline_standing.station_id = station.id
       LEFT JOIN local_list ON local_list.station_id = station.id
     WHERE station.registration = 'accepted' AND ($1::bigint[] IS NULL OR station.site_id = ANY($1)) AND ${question.where}
     ORDER BY station.identity LIMIT $${values.length}`,
    values,
  )
  return rows
}

interface Row {
  identity: string
  name: string
  site_name: string | null
  online: boolean
  protocol: OcppVersion
  has_policy: boolean
  is_own: boolean
  local_list: boolean | null
  authorisation_cache: boolean | null
  pre_authorise: boolean | null
  unknown_tokens: boolean | null
  safe_current_a: number | null
  step: Step | null
  stage: ListStage | null
  version: number | null
  held_count: number | null
  left_out: number | null
  error: string | null
  sent_at: Date | null
  said: SaidSetting[] | null
  profile: Schedule | null
}

function toStation(row: Row): OfflineStation {
  const policy: OfflinePolicy = {
    localList: row.local_list,
    authorisationCache: row.authorisation_cache,
    preAuthorise: row.pre_authorise,
    unknownTokens: row.unknown_tokens,
    safeCurrentA: row.safe_current_a,
  }
  return {
    identity: row.identity,
    name: row.name,
    siteName: row.site_name,
    online: row.online,
    policy: row.has_policy ? (row.is_own ? 'site' : 'network') : null,
    progress: row.step === null ? 'waiting' : row.step === 'done' ? 'done' : 'under-way',
    list: row.stage && {
      stage: row.stage,
      version: row.version ?? 0,
      heldCount: row.held_count ?? 0,
      leftOut: row.left_out ?? 0,
      error: row.error,
      sentAt: row.sent_at,
    },
    settings: compareSettings(wantedSettings(policy, row.protocol), row.said ?? []),
    safe: { wantedA: policy.safeCurrentA, heldA: row.profile && safeCurrentOf(row.profile) },
  }
}
