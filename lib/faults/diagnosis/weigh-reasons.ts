import { findCause } from '../knowledge/all-causes'
import { type ReasonKey, reasonOf } from '../knowledge/reasons'

/** What is known of how a fault of the same cause ended. */
export interface Mended {
  /** As the fault's: recovered, repaired, probed, over … */
  readonly closeReason: string | null
  /** Steps of the check list that found something wrong. */
  readonly wrongSteps: readonly string[]
  /** Keys of the parts that were used. */
  readonly parts: readonly string[]
}

export interface WeighedReason {
  readonly key: ReasonKey
  /** 0 … 1; all of a cause's together make 1. */
  readonly likelihood: number
  /** In how many earlier faults of this network it was what was wrong. */
  readonly timesFound: number
}

export interface Weighed {
  /** Most likely first. */
  readonly reasons: readonly WeighedReason[]
  /** Earlier faults that taught something; 0: the order is the book's. */
  readonly learntFrom: number
}

/** How many earlier faults the book's order is worth. */
const BOOK_WEIGHS = 4
/** What a restart mends, first the most usual. */
const MENDED_BY_RESTART: readonly ReasonKey[] = [
  'software-hang',
  'modem-hangs',
  'transaction-hangs',
  'inner-communication',
]

/**
 * How likely each reason of a cause is: the book's order to begin with (weights 1, 1/2, 1/3 …), moved by what was found in this
 * network's own faults of the same cause, as observations upon a prior.
 */
export function weighReasons(cause: string, history: readonly Mended[]): Weighed {
  const { reasons } = findCause(cause)
  const found = history.map((mended) => reasonsFound(cause, mended)).filter((keys) => keys.length > 0)
  const harmonic = reasons.reduce((sum, _reason, index) => sum + 1 / (index + 1), 0)
  const weighed = reasons.map((key, index): WeighedReason => {
    const prior = 1 / (index + 1) / harmonic
    const seen = found.filter((keys) => keys.includes(key))
    const share = seen.reduce((sum, keys) => sum + 1 / keys.length, 0)
    return {
      key,
      likelihood: (prior * BOOK_WEIGHS + share) / (BOOK_WEIGHS + found.length),
      timesFound: seen.length,
    }
  })
  return { reasons: weighed.sort((a, b) => b.likelihood - a.likelihood), learntFrom: found.length }
}

/** What was wrong, as far as the work tells: a check that found something and a part that was changed agree, or either tells alone. */
export function reasonsFound(cause: string, { closeReason, wrongSteps, parts }: Mended): readonly ReasonKey[] {
  const { reasons } = findCause(cause)
  const byCheck = reasons.filter((key) => wrongSteps.includes(reasonOf(key).check ?? ''))
  const byPart = reasons.filter((key) => reasonOf(key).parts.some((part) => parts.includes(part)))
  const both = byCheck.filter((key) => byPart.includes(key))
  if (both.length > 0) return both
  if (byCheck.length > 0) return byCheck
  if (byPart.length > 0) return byPart
  const restart = closeReason === 'recovered' && MENDED_BY_RESTART.find((key) => reasons.includes(key))
  return restart ? [restart] : []
}
