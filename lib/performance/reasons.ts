/** Why somebody who came to charge did not: where on the way it went wrong, and how. Keys are `<stage>.<reason>`. */
export const REASON_STAGES = ['authorisation', 'start', 'energy', 'end'] as const
export type ReasonStage = (typeof REASON_STAGES)[number]

export interface ReasonBranch {
  readonly stage: string
  readonly count: number
  /** Most frequent first. */
  readonly leaves: readonly { readonly reason: string; readonly count: number }[]
}

/** Failures by reason as a tree, in the order of a charge: may I, does it start, does it give, does it last. */
export function reasonTree(failures: Readonly<Record<string, number>>): readonly ReasonBranch[] {
  const branches = new Map<string, { reason: string; count: number }[]>(REASON_STAGES.map((stage) => [stage, []]))
  for (const [reason, count] of Object.entries(failures)) {
    const stage = reason.split('.')[0] ?? reason
    const leaves = branches.get(stage)
    if (leaves) leaves.push({ reason, count })
    else branches.set(stage, [{ reason, count }])
  }
  return [...branches]
    .filter(([, leaves]) => leaves.length > 0)
    .map(([stage, leaves]) => ({
      stage,
      count: leaves.reduce((sum, { count }) => sum + count, 0),
      leaves: leaves.sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason)),
    }))
}
