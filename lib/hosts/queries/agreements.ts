import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { pool } from '../../db/client'
import { sqlTransaction } from '../../db/sql-transaction'
import { localDate, plusDays } from '../../invoices/due-date'
import { BOOKS_ZONE } from '../../invoices/invoice-run'
import { notFound } from '../../kernel/errors'
import { monthStart, nextMonth } from '../../margin/margin-filter'
import { AGREEMENT_COLUMNS, type AgreementRow, hostOfRow, type StatementHost, termsOfAgreement } from '../agreement-row'
import { type BuiltStatement, buildStatement } from '../build-statement'
import type { ShareTerms } from '../share'
import { findChanges, type LeftOut } from './find-changes'

export interface Agreement {
  readonly id: bigint
  readonly siteId: bigint
  readonly siteName: string
  readonly language: 'sv' | 'en'
  readonly host: StatementHost
  readonly terms: ShareTerms
  /** The newest statement's month, `2026-10`; null: none yet. */
  readonly lastMonth: string | null
  /** What issued statements have left to pay, SEK. */
  readonly open: string
}

const LISTED = `SELECT ${AGREEMENT_COLUMNS}, site.name AS site_name,
    to_char((SELECT max(period_from) FROM host_statement WHERE agreement_id = agreement.id), 'YYYY-MM') AS last_month,
    (SELECT coalesce(sum(payable), 0)::text FROM host_statement WHERE agreement_id = agreement.id AND paid_on IS NULL) AS open
  FROM host_agreement agreement JOIN site ON site.id = agreement.site_id
  WHERE ($1::bigint[] IS NULL OR agreement.site_id = ANY($1))`

type Row = AgreementRow & { site_name: string; last_month: string | null; open: string }

const agreementOf = (row: Row): Agreement => ({
  id: BigInt(row.id),
  siteId: BigInt(row.site_id),
  siteName: row.site_name,
  language: row.language,
  host: hostOfRow(row),
  terms: termsOfAgreement(row),
  lastMonth: row.last_month,
  open: row.open,
})

/** By site, the newest first; a site host sees those of its own sites. */
export async function listAgreements(actor: Actor): Promise<readonly Agreement[]> {
  requireAct(actor, 'hosts.read')
  const { rows } = await pool().query<Row>(`${LISTED} ORDER BY site.name, agreement.valid_from DESC`, [
    sitesInScope(actor),
  ])
  return rows.map(agreementOf)
}

/** @throws DomainError not-found */
export async function getAgreement(actor: Actor, id: bigint): Promise<Agreement> {
  requireAct(actor, 'hosts.read')
  const { rows } = await pool().query<Row>(`${LISTED} AND agreement.id = $2`, [sitesInScope(actor), id])
  const [row] = rows
  if (row === undefined) throw notFound('host agreement', id)
  return agreementOf(row)
}

export interface Preview extends BuiltStatement {
  readonly month: string
  /** Whether the month is over and its statement can be issued. */
  readonly canIssue: boolean
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>
}

/**
 * What the next statement would be: of the month after the last that was issued, or of the agreement's first; as things stand now.
 * @throws DomainError not-found
 */
export async function previewStatement(actor: Actor, id: bigint, now = new Date()): Promise<Preview> {
  requireAct(actor, 'hosts.read')
  const { siteId, terms, host, lastMonth } = await getAgreement(actor, id)
  const today = localDate(now, BOOKS_ZONE)
  const month = lastMonth === null ? terms.validFrom.slice(0, 7) : nextMonth(lastMonth)
  const periodTo = plusDays(monthStart(nextMonth(month)), -1)
  const facts = await sqlTransaction((sql) =>
    findChanges(sql, { id: String(id), siteId: String(siteId), terms }, periodTo),
  )
  return {
    ...buildStatement(terms, host.vatNumber !== null, month, facts.before, facts.changes),
    month,
    canIssue: periodTo < today,
    leftOut: facts.leftOut,
  }
}
