import type { Sql } from '../../db/coalesce'
import { PROCESS_BELIEVED_FOR_MS } from '../../db/process-state'
import type { NetworkLoss } from '../detector/our-side'
import type { RuleSetting } from '../rules/limits'

/** What people have set of the rules. */
export async function loadRuleSettings(sql: Sql): Promise<RuleSetting[]> {
  const { rows } = await sql.query<{
    rule: string
    site_id: string | null
    is_enabled: boolean
    thresholds: Record<string, number>
  }>('SELECT rule, site_id, is_enabled, thresholds FROM detection_rule')
  return rows.map(({ rule, site_id, is_enabled, thresholds }) => ({
    rule,
    siteId: site_id === null ? null : BigInt(site_id),
    isEnabled: is_enabled,
    thresholds,
  }))
}

/** Since when a gateway has been there, how many stations are connected, and which have lately been lost. */
export async function loadNetworkLoss(sql: Sql, now: Date): Promise<NetworkLoss> {
  const { rows } = await sql.query<{ site_id: string | null; since: Date | null }>({
    name: 'network-loss',
    text: `SELECT site_id, CASE WHEN NOT online THEN disconnected_at END AS since
      FROM station_state JOIN station ON station.id = station_id
      WHERE registration = 'accepted' AND (online OR disconnected_at > $1::timestamptz - interval '30 minutes')`,
    values: [now],
  })
  const lost = rows.flatMap(({ site_id, since }) =>
    since === null ? [] : [{ since: since.getTime(), siteId: site_id }],
  )
  const gateways = await sql.query<{ since: Date | null }>({
    name: 'gateway-since',
    text: `SELECT min(started_at) AS since FROM process_state WHERE kind = 'gateway' AND seen_at > now() - $1 * interval '1 ms'`,
    values: [PROCESS_BELIEVED_FOR_MS],
  })
  const listeningSince = gateways.rows[0]?.since?.getTime() ?? null
  return { listeningSince, lives: await loadLives(sql, now), online: rows.length - lost.length, lost }
}

/** When gateways were there, a day back. */
async function loadLives(sql: Sql, now: Date): Promise<NetworkLoss['lives']> {
  const { rows } = await sql.query<{
    gateway_id: string
    started_at: Date
    seen_at: Date
    ended: boolean
    here: boolean
  }>({
    name: 'gateway-lives',
    text: `SELECT life.gateway_id, life.started_at, life.seen_at, life.is_ended AS ended,
        process.started_at IS NOT DISTINCT FROM life.started_at AND process.seen_at > now() - $2 * interval '1 ms' AS here
      FROM gateway_life AS life LEFT JOIN process_state AS process ON process.id = life.gateway_id AND process.started_at = life.started_at
      WHERE life.seen_at > $1::timestamptz - interval '1 day'`,
    values: [now, PROCESS_BELIEVED_FOR_MS],
  })
  return rows.map(({ gateway_id, started_at, seen_at, ended, here }) => ({
    gatewayId: gateway_id,
    from: started_at.getTime(),
    to: here ? now.getTime() : seen_at.getTime(),
    isInOrder: ended || here,
  }))
}
