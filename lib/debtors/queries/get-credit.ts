import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { customerInScope, requireAllSites } from '../../access/scope'
import { pool } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { moneyString } from '../../kernel/money'
import type { BlockReason } from '../decide-block'
import { owedBy } from './owed'

/** How a customer stands with us. Amounts are decimal strings in kronor. */
export interface Credit {
  readonly paysByInvoice: boolean
  readonly creditLimit: string | null
  readonly isNeverBlocked: boolean
  /** Open invoices, and sessions that are still to be invoiced. */
  readonly owes: string
  readonly warnedAt: Date | null
  readonly blockedAt: Date | null
  readonly blockedFor: BlockReason | null
  /** Tokens that the block has taken out of use. */
  readonly blockedTokens: number
}

/** @throws DomainError forbidden | not-found, also for another fleet's customer */
export async function getCredit(actor: Actor, customerId: bigint): Promise<Credit> {
  requireAct(actor, 'customers.read')
  requireAllSites(actor)
  const own = customerInScope(actor)
  const { rows } = await pool().query<Row>(
    `SELECT pays_by_invoice, credit_limit, is_never_blocked, warned_at, blocked_at, blocked_for, ${owedBy('c.id')} AS owes,
       (SELECT count(*)::int FROM token WHERE customer_id = c.id AND is_blocked_for_debt) AS blocked_tokens
     FROM customer c WHERE id = $1 AND ($2::bigint IS NULL OR id = $2)`,
    [String(customerId), own === null ? null : String(own)],
  )
  const [row] = rows
  if (row === undefined) throw notFound('customer', customerId)
  return {
    paysByInvoice: row.pays_by_invoice,
    creditLimit: row.credit_limit && moneyString(row.credit_limit, 'SEK'),
    isNeverBlocked: row.is_never_blocked,
    owes: moneyString(row.owes, 'SEK'),
    warnedAt: row.warned_at,
    blockedAt: row.blocked_at,
    blockedFor: row.blocked_for,
    blockedTokens: row.blocked_tokens,
  }
}

interface Row {
  readonly pays_by_invoice: boolean
  readonly credit_limit: string | null
  readonly is_never_blocked: boolean
  readonly warned_at: Date | null
  readonly blocked_at: Date | null
  readonly blocked_for: BlockReason | null
  readonly owes: string
  readonly blocked_tokens: number
}
