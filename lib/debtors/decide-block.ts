import { DAY_MS } from '../kernel/time'

/** Why a customer's tokens are blocked: an invoice is overdue, or it owes more than its limit. */
export const BLOCK_REASONS = ['overdue', 'credit-limit'] as const
export type BlockReason = (typeof BLOCK_REASONS)[number]

/** How a customer stands with us. */
export interface Standing {
  /** An invoice is overdue, as the rules count it; always false while they are off. */
  readonly isOverdue: boolean
  /** It owes more than its credit limit. */
  readonly isOverLimit: boolean
  /** A person has excepted it. */
  readonly isNeverBlocked: boolean
  readonly warnedAt: Date | null
  readonly blockedFor: BlockReason | null
}

export type BlockStep = 'nothing' | 'warn' | 'forget-warning' | 'unblock' | { readonly block: BlockReason }

/**
 * What the rules do to a customer now. Who is overdue is told first and blocked some days later; a limit was agreed on, and holds at
 * once. Who owes nothing more by the rules, or is excepted, is let go in the same moment.
 */
export function decideBlock(
  customer: Standing,
  { warningDays }: { readonly warningDays: number },
  now: Date,
): BlockStep {
  const { isOverdue, isOverLimit, isNeverBlocked, warnedAt, blockedFor } = customer
  const isDebtor = !isNeverBlocked && (isOverdue || isOverLimit)
  if (!isDebtor) return blockedFor !== null ? 'unblock' : warnedAt !== null ? 'forget-warning' : 'nothing'
  if (blockedFor !== null) return 'nothing'
  if (isOverLimit) return { block: 'credit-limit' }
  if (warnedAt === null) return warningDays === 0 ? { block: 'overdue' } : 'warn'
  return now.getTime() >= warnedAt.getTime() + warningDays * DAY_MS ? { block: 'overdue' } : 'nothing'
}
