import type { BudgetRow } from '@/lib/budgets/queries/list-budgets'

/** A budget as a browser is given it. */
export type ShownBudget = Omit<BudgetRow, 'id' | 'customerId' | 'targetId' | 'told'> & {
  readonly id: string
  readonly targetId: string | null
  readonly told: readonly { readonly percent: number; readonly at: string }[]
}

export const shownBudget = ({ id, customerId: _customerId, targetId, told, ...row }: BudgetRow): ShownBudget => ({
  ...row,
  id: String(id),
  targetId: targetId === null ? null : String(targetId),
  told: told.map(({ percent, at }) => ({ percent, at: at.toISOString() })),
})
