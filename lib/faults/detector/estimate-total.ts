/** What a whole network would come to, as far as some of it tells: 19 times of 20 between `low` and `high`. */
export interface Estimate {
  readonly low: number
  readonly likely: number
  readonly high: number
}

/** Two-sided 95 %. */
const Z = 1.96

/**
 * The total over a network from a sample of it taken without regard to what is counted: the mean with its normal interval, corrected
 * for how much of the network was seen (Cochran, Sampling Techniques, 2.9). Never less than what was seen. Where nothing was seen
 * there is no spread to reckon with; then the share that would be missed once in twenty tells how many there may be, one each.
 * @param counts of those in the sample that have any @param lookedAt how many the sample has @param of how many there are
 */
export function estimateTotal(counts: readonly number[], lookedAt: number, of: number): Estimate {
  const seen = counts.reduce((sum, count) => sum + count, 0)
  if (lookedAt >= of || lookedAt === 0) return { low: seen, likely: seen, high: seen }
  if (seen === 0) return { low: 0, likely: 0, high: Math.ceil((of - lookedAt) * (1 - 0.05 ** (1 / lookedAt))) }
  const mean = seen / lookedAt
  const squares = counts.reduce((sum, count) => sum + (count - mean) ** 2, (lookedAt - counts.length) * mean ** 2)
  const variance = lookedAt > 1 ? squares / (lookedAt - 1) : mean ** 2
  const likely = Math.round(mean * of)
  const apart = Z * of * Math.sqrt(((1 - lookedAt / of) * variance) / lookedAt)
  return { low: Math.max(seen, Math.floor(mean * of - apart)), likely, high: Math.ceil(mean * of + apart) }
}
