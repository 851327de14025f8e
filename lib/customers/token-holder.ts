/** What a customer's drivers and vehicles have in common: they hold tokens and may belong to a cost centre. */
export interface TokenHolder {
  readonly id: bigint
  readonly costCentre: { readonly id: bigint; readonly code: string } | null
  readonly isArchived: boolean
  readonly tokens: number
}

/** What is selected of each. */
export const TOKEN_HOLDER = {
  id: true,
  isArchived: true,
  costCentre: { select: { id: true, code: true } },
  _count: { select: { tokens: true } },
} as const

/** A selected row with its number of tokens. */
export const toTokenHolder = <Row extends object>({ _count, ...row }: Row & { _count: { tokens: number } }) => ({
  ...row,
  tokens: _count.tokens,
})
