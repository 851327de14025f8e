import { pool } from '../../db/client'
import { addCounts, type CheckCounts, type Difference, NO_COUNTS } from '../difference'
import { findNumberGaps } from './number-gaps'
import { recalculateSome } from './recalculate'

export interface Differences {
  readonly differences: readonly Difference[]
  readonly counts: CheckCounts
}

/** More than anybody reads; the first tell enough. */
const MOST = 1_000

/**
 * Works every issued invoice out again from raw readings, step by step, and says every öre of difference. Reads only.
 * @param options.onStep after each step: what has been looked at so far
 */
export async function findDifferences(
  options: { readonly onStep?: (counts: CheckCounts) => void } = {},
): Promise<Differences> {
  const differences: Difference[] = []
  let counts = NO_COUNTS
  let after: string | null = '0'
  while (after !== null) {
    const step = await recalculateSome(pool(), after)
    counts = addCounts(counts, step.counts)
    // Not all at once: one large invoice may have more than a call takes arguments.
    for (const difference of step.differences) if (differences.length < MOST) differences.push(difference)
    after = step.last
    options.onStep?.(counts)
  }
  differences.push(...(await findNumberGaps(pool())))
  return { differences, counts }
}
