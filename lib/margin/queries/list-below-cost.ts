import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { pool } from '../../db/client'
import { validated } from '../../kernel/validated'
import { factsOf } from '../../revenue/fact-sql'
import { ENERGY_SCALE, MONEY_SCALE } from '../../revenue/measures'
import { type MarginFilterInput, marginFilterSchema } from '../margin-filter'
import { MARGIN_CURRENCY, spanOf } from '../span'

export interface LossRow {
  readonly sessionId: bigint
  readonly endedAt: Date
  readonly siteName: string | null
  readonly tariffName: string | null
  readonly energyWh: string
  /** SEK without VAT, decimal strings. */
  readonly net: string
  readonly cost: string
  readonly fees: string
}

export interface LossPage {
  readonly rows: readonly LossRow[]
  /** There are altogether. */
  readonly count: number
}

export const LOSSES_PER_PAGE = 50

const STALE = 'ARRAY(SELECT DISTINCT session_id FROM revenue_stale)'
const WANTED = `costed_net < cost + provider_fees AND day >= $1 AND day < $2 AND currency = '${MARGIN_CURRENCY}'
  AND ($3::bigint[] IS NULL OR site_id = ANY($3)) AND ($4::bigint IS NULL OR site_id = $4)`

/**
 * Sessions that cost more than they brought in, the worst first: from the facts of revenue, those that have changed since from their rows.
 * @param page 1 is the first @throws DomainError invalid
 */
export async function listBelowCost(actor: Actor, filter: MarginFilterInput, page = 1): Promise<LossPage> {
  requireAct(actor, 'margin.read')
  const { siteId, ...months } = validated(marginFilterSchema, filter)
  const { from, to } = spanOf(months)
  const { rows } = await pool().query<{
    session_id: string | null
    ended_at: Date
    site: string | null
    tariff: string | null
    energy: string
    net: string
    cost: string
    fees: string
    count: string
  }>(
    `WITH stale AS MATERIALIZED (SELECT DISTINCT session_id FROM revenue_stale), losses AS MATERIALIZED (
       SELECT session_id, site_id, tariff_id, energy, costed_net, cost, provider_fees FROM revenue_fact
       WHERE ${WANTED} AND session_id NOT IN (SELECT session_id FROM stale)
       UNION ALL
       SELECT session_id, site_id, tariff_id, energy, costed_net, cost, provider_fees FROM (${factsOf(STALE)}) AS changed WHERE ${WANTED}
     ), paged AS (
       SELECT * FROM losses ORDER BY costed_net - cost - provider_fees, session_id LIMIT ${LOSSES_PER_PAGE} OFFSET $5
     )
     SELECT paged.session_id, session.ended_at, site.name AS site, tariff.name AS tariff, trim_scale(paged.energy / ${ENERGY_SCALE}.0)::text AS energy,
       round(paged.costed_net / ${MONEY_SCALE}.0, 4)::text AS net, round(paged.cost / ${MONEY_SCALE}.0, 4)::text AS cost,
       round(paged.provider_fees / ${MONEY_SCALE}.0, 4)::text AS fees, counted.count
     FROM (SELECT count(*) FROM losses) AS counted LEFT JOIN paged ON true LEFT JOIN session ON session.id = paged.session_id
     LEFT JOIN site ON site.id = paged.site_id LEFT JOIN tariff ON tariff.id = paged.tariff_id
     ORDER BY paged.costed_net - paged.cost - paged.provider_fees, paged.session_id`,
    [from, to, sitesInScope(actor), siteId, (page - 1) * LOSSES_PER_PAGE],
  )
  return {
    count: Number(rows[0]?.count ?? 0),
    rows: rows.flatMap((row) =>
      row.session_id === null
        ? []
        : [
            {
              sessionId: BigInt(row.session_id),
              endedAt: row.ended_at,
              siteName: row.site,
              tariffName: row.tariff,
              energyWh: row.energy,
              net: row.net,
              cost: row.cost,
              fees: row.fees,
            },
          ],
    ),
  }
}
