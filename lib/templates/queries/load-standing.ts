import { pool } from '../../db/client'
import { likePattern } from '../../db/like'
import { loadPolicies } from '../../offline-policy/queries/load-policies'
import { policyValues } from '../overruled'
import type { Standing, StandingWord } from '../standing'
import { STANDING_SQL } from '../standing-sql'
import { foldKey, isFor, type Template, variableOf, wantedValues } from '../template'

interface Scope {
  /** Null: all. */
  readonly siteIds: readonly bigint[] | null
  /** Only this one; what other templates want is looked at all the same. */
  readonly templateId?: bigint
}

/** By template id; counted where the rows are. */
export async function countStanding(
  templates: readonly Template[],
  scope: Scope,
): Promise<ReadonlyMap<bigint, Standing>> {
  const { rows } = await pool().query<Standing & { template_id: string }>(
    `${STANDING_SQL}
     SELECT template_id, count(*)::int AS stations, count(*) FILTER (WHERE wrong)::int AS drifted,
       count(*) FILTER (WHERE unread)::int AS unread, count(*) FILTER (WHERE overruled)::int AS overruled
     FROM standing GROUP BY template_id`,
    await parametersOf(templates, scope),
  )
  return new Map(rows.map(({ template_id, ...standing }) => [BigInt(template_id), standing]))
}

interface Asked extends Scope {
  readonly templateId: bigint
  readonly standing?: StandingWord
  /** In the station's identity or name. */
  readonly search?: string
  /** Only those behind this identity. */
  readonly after: string
  readonly limit: number
}

/** Keys of stations a template is for, in the order of their identities. */
export async function findStanding(templates: readonly Template[], asked: Asked): Promise<readonly bigint[]> {
  const { rows } = await pool().query<{ id: string }>(
    `${STANDING_SQL}
     SELECT station.id FROM standing JOIN station ON station.id = standing.station_id
     WHERE station.identity > $6 AND ($7::text IS NULL OR station.identity ILIKE $7 OR station.name ILIKE $7)
       AND CASE $8::text WHEN 'wrong' THEN wrong WHEN 'unread' THEN unread WHEN 'overruled' THEN overruled
         WHEN 'same' THEN NOT (wrong OR unread OR overruled) ELSE true END
     ORDER BY station.identity LIMIT $9`,
    [
      ...(await parametersOf(templates, asked)),
      asked.after,
      asked.search ? likePattern(asked.search) : null,
      asked.standing ?? null,
      asked.limit,
    ],
  )
  return rows.map(({ id }) => BigInt(id))
}

/** The values of `STANDING_SQL`. What templates want is worked out once for each kind of station, not for each station. */
async function parametersOf(templates: readonly Template[], { siteIds, templateId }: Scope): Promise<unknown[]> {
  const [{ rows: kinds }, policies] = await Promise.all([pool().query<Kind>(KINDS), loadPolicies()])
  const wanted = kinds.flatMap((kind) =>
    wantedValues(templates.filter((template) => isFor(template, kind)))
      .filter(({ templateId: id }) => templateId === undefined || templateId === id)
      .map(({ key, value, templateId: id }) => ({ ...kind, key: foldKey(key), value, template_id: String(id) })),
  )
  const lookups = [...new Set(wanted.flatMap(({ key }) => [key, variableOf(key)]))]
  const held = policies.flatMap((policy) =>
    [true, false].flatMap((is16) =>
      [...policyValues(policy, is16 ? 'ocpp1.6' : 'ocpp2.0.1')].map(([key, value]) => ({
        site_id: policy.siteId === null ? null : String(policy.siteId),
        is16,
        key,
        value,
      })),
    ),
  )
  const sites = policies.flatMap(({ siteId }) => (siteId === null ? [] : [siteId]))
  return [siteIds, JSON.stringify(wanted), lookups, JSON.stringify(held), sites]
}

interface Kind {
  readonly vendor: string
  readonly model: string
  readonly protocol: string
}

const KINDS = `
  SELECT DISTINCT coalesce(vendor, '') AS vendor, coalesce(model, '') AS model, coalesce(protocol, '') AS protocol
  FROM station JOIN station_state ON station_state.station_id = station.id WHERE registration = 'accepted'`
