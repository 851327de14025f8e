import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pool } from '../../db/client'
import { BOOKS_ZONE } from '../../invoices/invoice-run'
import type { MarginBy, MarginFilterInput } from '../margin-filter'
import type { MarginSums } from '../margin-sums'
import { SESSION_MONEY } from '../session-money'
import { SESSIONS_OF_SPAN, spanParameters } from '../span'

export interface MarginRow extends MarginSums {
  /** The site's or tariff's id ('' for none), the hour (0–23), the month or day. */
  readonly key: string
  readonly name: string | null
}

export interface Margin {
  readonly whole: MarginSums
  readonly rows: readonly MarginRow[]
  /** Sessions without a known cost, by reason. */
  readonly unknown: Readonly<Record<string, number>>
}

const KEYS: Readonly<Record<MarginBy, { readonly key: string; readonly name: string }>> = {
  site: { key: "coalesce(session.site_id::text, '')", name: 'site.name' },
  tariff: { key: "coalesce(tariff.id::text, '')", name: 'tariff.name' },
  // The hour in which the charge began, on the clocks of its site.
  hour: {
    key: `extract(hour FROM session.started_at AT TIME ZONE coalesce(site.time_zone, '${BOOKS_ZONE}'))::text`,
    name: 'NULL',
  },
  month: { key: `to_char(session.ended_at AT TIME ZONE '${BOOKS_ZONE}', 'YYYY-MM')`, name: 'NULL' },
  day: { key: `to_char(session.ended_at AT TIME ZONE '${BOOKS_ZONE}', 'YYYY-MM-DD')`, name: 'NULL' },
}

const SUMS = `count(*)::int AS sessions, coalesce(sum(session.energy_wh), 0)::text AS energy, coalesce(sum(net), 0)::text AS net,
  (count(*) FILTER (WHERE known))::int AS costed, coalesce(sum(net) FILTER (WHERE known), 0)::text AS costed_net,
  coalesce(sum(session.energy_wh) FILTER (WHERE known), 0)::text AS costed_energy,
  coalesce(sum(cost) FILTER (WHERE known), 0)::text AS cost, coalesce(sum(fees) FILTER (WHERE known), 0)::text AS fees`

interface SumsRow {
  sessions: number
  energy: string
  net: string
  costed: number
  costed_net: string
  costed_energy: string
  cost: string
  fees: string
}

const sumsOf = (row: SumsRow): MarginSums => ({
  sessions: row.sessions,
  energyWh: row.energy,
  net: row.net,
  costed: row.costed,
  costedNet: row.costed_net,
  costedEnergyWh: row.costed_energy,
  cost: row.cost,
  fees: row.fees,
})

/**
 * What is left of the revenue of sessions that ended in these months, after electricity and providers' fees, split by one thing. Sessions
 * priced in SEK; those whose cost is not known are counted, and kept out of the margin. @throws DomainError invalid
 */
export async function getMargin(actor: Actor, filter: MarginFilterInput, by: MarginBy): Promise<Margin> {
  requireAct(actor, 'margin.read')
  const { key, name } = KEYS[by]
  const { rows } = await pool().query<
    SumsRow & { key: string | null; name: string | null; reason: string | null; set: number }
  >(
    `WITH ${SESSIONS_OF_SPAN}, ${SESSION_MONEY}, told AS (
       SELECT ${key} AS key, ${name} AS name, session.energy_wh, money.net, money.cost, money.fees,
         money.unknown IS NULL AND money.fees IS NOT NULL AS known, coalesce(money.unknown, 'fee-missing') AS reason
       FROM money JOIN session ON session.id = money.session_id LEFT JOIN site ON site.id = session.site_id
       LEFT JOIN tariff_version version ON version.id = session.tariff_version_id LEFT JOIN tariff ON tariff.id = version.tariff_id
     )
     SELECT key, name, CASE WHEN GROUPING(reason) = 0 THEN reason END AS reason, GROUPING(key, reason) AS set, ${SUMS}
     FROM told AS session GROUP BY GROUPING SETS ((key, name), (reason), ()) ORDER BY key`,
    [...spanParameters(actor, filter)],
  )
  const whole = rows.find((row) => row.set === 3)
  return {
    whole: whole === undefined ? NOTHING : sumsOf(whole),
    rows: rows.flatMap((row) => (row.set === 1 ? [{ key: row.key ?? '', name: row.name, ...sumsOf(row) }] : [])),
    unknown: Object.fromEntries(
      rows.flatMap((row) =>
        row.set === 2 && row.sessions > row.costed ? [[row.reason ?? '', row.sessions - row.costed]] : [],
      ),
    ),
  }
}

const NOTHING: MarginSums = {
  sessions: 0,
  energyWh: '0',
  net: '0',
  costed: 0,
  costedNet: '0',
  costedEnergyWh: '0',
  cost: '0',
  fees: '0',
}
