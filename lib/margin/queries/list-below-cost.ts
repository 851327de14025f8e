import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pool } from '../../db/client'
import type { MarginFilterInput } from '../margin-filter'
import { SESSION_MONEY } from '../session-money'
import { SESSIONS_OF_SPAN, spanParameters } from '../span'

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

/** Sessions that cost more than they brought in, the worst first. @throws DomainError invalid */
export async function listBelowCost(actor: Actor, filter: MarginFilterInput, limit = 100): Promise<readonly LossRow[]> {
  requireAct(actor, 'margin.read')
  const { rows } = await pool().query<{
    session_id: string
    ended_at: Date
    site: string | null
    tariff: string | null
    energy: string
    net: string
    cost: string
    fees: string
  }>(
    `WITH ${SESSIONS_OF_SPAN}, ${SESSION_MONEY}
     SELECT money.session_id, session.ended_at, site.name AS site, tariff.name AS tariff, session.energy_wh AS energy, money.net, money.cost, money.fees
     FROM money JOIN session ON session.id = money.session_id LEFT JOIN site ON site.id = session.site_id
     LEFT JOIN tariff_version version ON version.id = session.tariff_version_id LEFT JOIN tariff ON tariff.id = version.tariff_id
     WHERE money.unknown IS NULL AND money.net < money.cost + money.fees
     ORDER BY money.net - money.cost - money.fees, money.session_id LIMIT $5`,
    [...spanParameters(actor, filter), limit],
  )
  return rows.map((row) => ({
    sessionId: BigInt(row.session_id),
    endedAt: row.ended_at,
    siteName: row.site,
    tariffName: row.tariff,
    energyWh: row.energy,
    net: row.net,
    cost: row.cost,
    fees: row.fees,
  }))
}
