/** When the oldest of the counted times leaves the window: what is counted may be fewer then. Epoch ms; null: nothing is counted. */
export function nextForgotten(times: readonly number[], now: number, windowMs: number): number | null {
  const ahead = times.map((at) => at + windowMs).filter((at) => at > now)
  return ahead.length === 0 ? null : Math.min(...ahead)
}

/** As many as `needed` to begin, and more than half of that to go on. */
export const isEnough = (count: number, needed: number, isOpen: boolean): boolean =>
  isOpen ? count > needed / 2 : count >= needed

export const earliest = (times: readonly (number | null)[]): number | null => {
  const known = times.filter((at) => at !== null)
  return known.length === 0 ? null : Math.min(...known)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
