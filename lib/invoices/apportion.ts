/**
 * Gives each part its share of a total that was rounded once: every part gets `part × numerator / denominator`, rounded down, and the
 * units that are then missing go to the largest remainders (the earlier part when they are alike). The shares sum to `total`.
 * All amounts are whole smallest units; parts may be negative.
 * @param total the rounded `sum(parts) × numerator / denominator`
 */
export function apportion(parts: readonly bigint[], numerator: bigint, denominator: bigint, total: bigint): bigint[] {
  const shares = parts.map((part) => floorDivide(part * numerator, denominator))
  const remainders = parts.map((part, at) => part * numerator - (shares[at] as bigint) * denominator)
  let missing = total - shares.reduce((sum, share) => sum + share, 0n)
  const order = parts
    .map((_, at) => at)
    .sort((a, b) => compare(remainders[b] as bigint, remainders[a] as bigint) || a - b)
  for (const at of order) {
    if (missing <= 0n) break
    shares[at] = (shares[at] as bigint) + 1n
    missing -= 1n
  }
  return shares
}

/** `amount × numerator / denominator`, half away from zero: the house's rounding. */
export function roundedShare(amount: bigint, numerator: bigint, denominator: bigint): bigint {
  const scaled = amount * numerator
  const magnitude = scaled < 0n ? -scaled : scaled
  const rounded = (magnitude * 2n + denominator) / (denominator * 2n)
  return scaled < 0n ? -rounded : rounded
}

function floorDivide(amount: bigint, divisor: bigint): bigint {
  const quotient = amount / divisor
  return amount % divisor < 0n ? quotient - 1n : quotient
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0)
