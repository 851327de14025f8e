export type Line = readonly (readonly [longitude: number, latitude: number])[]

export interface Window {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** The part of a closed ring inside the window, closed along its edges (Sutherland–Hodgman); empty when nothing is. */
export function clipRing(ring: Line, { west, south, east, north }: Window): Line {
  let points: Line = ring.slice(0, -1)
  points = clip(points, 0, west, 1)
  points = clip(points, 0, east, -1)
  points = clip(points, 1, south, 1)
  points = clip(points, 1, north, -1)
  const [first] = points
  return first ? [...points, first] : []
}

/** Keeps the side of one edge. @param side 1: above the limit, -1: below */
function clip(points: Line, axis: 0 | 1, limit: number, side: 1 | -1): Line {
  const kept: (readonly [number, number])[] = []
  for (const [index, point] of points.entries()) {
    const before = points[(index + points.length - 1) % points.length] as readonly [number, number]
    const isIn = (point[axis] - limit) * side >= 0
    if (isIn !== (before[axis] - limit) * side >= 0) kept.push(crossing(before, point, axis, limit))
    if (isIn) kept.push(point)
  }
  return kept
}

function crossing(a: readonly [number, number], b: readonly [number, number], axis: 0 | 1, limit: number) {
  const share = (limit - a[axis]) / (b[axis] - a[axis])
  const other = axis === 0 ? 1 : 0
  const value = a[other] + (b[other] - a[other]) * share
  return axis === 0 ? ([limit, value] as const) : ([value, limit] as const)
}
