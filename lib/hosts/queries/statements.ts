import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { db, pool } from '../../db/client'
import { sellerOf } from '../../invoices/parties'
import { notFound } from '../../kernel/errors'
import type { StatementHost } from '../agreement-row'
import type { StatementLine } from '../build-statement'
import type { ShareTerms } from '../share'
import type { Statement, StatementRow } from '../statement'

const COLUMNS = `statement.id, statement.number, statement.agreement_id, statement.host ->> 'name' AS host_name, site.name AS site_name,
  to_char(statement.period_from, 'YYYY-MM') AS month, statement.issue_date::text, statement.session_count, statement.energy_wh::text,
  statement.revenue_net::text, statement.payable::text, statement.currency, statement.paid_on::text`

interface Row {
  id: string
  number: string
  agreement_id: string
  host_name: string
  site_name: string
  month: string
  issue_date: string
  session_count: number
  energy_wh: string
  revenue_net: string
  payable: string
  currency: string
  paid_on: string | null
}

const rowOf = (row: Row): StatementRow => ({
  id: BigInt(row.id),
  number: row.number,
  agreementId: BigInt(row.agreement_id),
  hostName: row.host_name,
  siteName: row.site_name,
  month: row.month,
  issueDate: row.issue_date,
  sessionCount: row.session_count,
  energyWh: row.energy_wh,
  revenueNet: row.revenue_net,
  payable: row.payable,
  currency: row.currency,
  paidOn: row.paid_on,
})

export interface StatementFilter {
  readonly agreementId?: bigint | null
  readonly siteId?: bigint | null
  readonly isPaid?: boolean | null
}

/** The newest first; a site host sees those of its own sites. At most `limit`. */
export async function listStatements(
  actor: Actor,
  { agreementId = null, siteId = null, isPaid = null }: StatementFilter = {},
  limit = 500,
): Promise<readonly StatementRow[]> {
  requireAct(actor, 'hosts.read')
  const { rows } = await pool().query<Row>(
    `SELECT ${COLUMNS} FROM host_statement statement JOIN host_agreement agreement ON agreement.id = statement.agreement_id
     JOIN site ON site.id = agreement.site_id
     WHERE ($1::bigint[] IS NULL OR agreement.site_id = ANY($1)) AND ($2::bigint IS NULL OR agreement.id = $2)
       AND ($3::bigint IS NULL OR site.id = $3) AND ($4::boolean IS NULL OR (statement.paid_on IS NOT NULL) = $4)
     ORDER BY statement.period_from DESC, statement.id DESC LIMIT $5`,
    [sitesInScope(actor), agreementId, siteId, isPaid, limit],
  )
  return rows.map(rowOf)
}

/** @throws DomainError not-found, also for a site outside the actor's scope */
export async function getStatement(actor: Actor, id: bigint): Promise<Statement> {
  requireAct(actor, 'hosts.read')
  const { rows } = await pool().query<
    Row & {
      language: 'sv' | 'en'
      period_from: string
      period_to: string
      host: StatementHost
      terms: ShareTerms
      seller_id: string
      energy_cost: string | null
      provider_fees: string
      left_out: Record<string, number>
      share_net: string
      share_vat: string
      fee_net: string
      fee_vat: string
      issued_by: string
      voucher_series: string | null
      voucher_number: string
      voucher_year: number
      lines: readonly StatementLine[]
    }
  >(
    `SELECT ${COLUMNS}, statement.language, statement.period_from::text, statement.period_to::text, statement.host, statement.terms,
       statement.seller_id, statement.energy_cost::text, statement.provider_fees::text, statement.left_out, statement.share_net::text,
       statement.share_vat::text, statement.fee_net::text, statement.fee_vat::text, statement.issued_by,
       voucher.series AS voucher_series, voucher.number::text AS voucher_number, voucher.year AS voucher_year,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'month', to_char(month, 'YYYY-MM'), 'sessionCount', session_count,
          'energyWh', energy_wh::text, 'revenueNet', revenue_net::text, 'energyCost', energy_cost::text, 'providerFees', provider_fees::text,
          'amount', round(amount, 2)::text, 'vatPercent', trim_scale(vat_percent)::text) ORDER BY position), '[]')
        FROM host_statement_line WHERE statement_id = statement.id) AS lines
     FROM host_statement statement JOIN host_agreement agreement ON agreement.id = statement.agreement_id
     JOIN site ON site.id = agreement.site_id LEFT JOIN voucher ON voucher.id = statement.voucher_id
     WHERE statement.id = $1 AND ($2::bigint[] IS NULL OR agreement.site_id = ANY($2))`,
    [id, sitesInScope(actor)],
  )
  const [row] = rows
  if (row === undefined) throw notFound('host statement', id)
  const seller = await db().seller.findUniqueOrThrow({ where: { id: BigInt(row.seller_id) } })
  return {
    ...rowOf(row),
    language: row.language,
    periodFrom: row.period_from,
    periodTo: row.period_to,
    host: row.host,
    terms: row.terms,
    seller: sellerOf(seller),
    energyCost: row.energy_cost,
    providerFees: row.provider_fees,
    leftOut: row.left_out,
    shareNet: row.share_net,
    shareVat: row.share_vat,
    feeNet: row.fee_net,
    feeVat: row.fee_vat,
    voucher:
      row.voucher_series === null
        ? null
        : { series: row.voucher_series, number: row.voucher_number, year: row.voucher_year },
    issuedBy: row.issued_by,
    lines: row.lines,
  }
}

export interface CountedSession {
  readonly sessionId: bigint
  readonly month: string
  readonly startedAt: Date
  readonly endedAt: Date | null
  readonly station: string
  /** What this statement counted of it: of a correction the difference. Decimal strings. */
  readonly energyWh: string
  readonly revenueNet: string
  readonly energyCost: string
  readonly providerFees: string
}

/** The sessions that a statement counted, or corrected, oldest first. @throws DomainError not-found */
export async function listCountedSessions(
  actor: Actor,
  id: bigint,
  { limit = 100, offset = 0 }: { limit?: number; offset?: number } = {},
): Promise<readonly CountedSession[]> {
  requireAct(actor, 'hosts.read')
  await getStatement(actor, id)
  const { rows } = await pool().query<{
    session_id: string
    month: string
    started_at: Date
    ended_at: Date | null
    station: string
    energy: string
    net: string
    cost: string
    fees: string
  }>(
    `SELECT of.session_id, to_char(of.month, 'YYYY-MM') AS month, session.started_at, session.ended_at,
       coalesce(nullif(station.name, ''), station.identity) AS station, of.energy_wh::text AS energy, of.revenue_net::text AS net,
       of.energy_cost::text AS cost, of.provider_fees::text AS fees
     FROM host_statement_session of JOIN session ON session.id = of.session_id JOIN station ON station.id = session.station_id
     WHERE of.statement_id = $1 ORDER BY of.month, session.ended_at, of.session_id LIMIT $2 OFFSET $3`,
    [id, limit, offset],
  )
  return rows.map((row) => ({
    sessionId: BigInt(row.session_id),
    month: row.month,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    station: row.station,
    energyWh: row.energy,
    revenueNet: row.net,
    energyCost: row.cost,
    providerFees: row.fees,
  }))
}
