export interface Placed<Point> {
  readonly point: Point
  /** Screen px. */
  readonly x: number
  readonly y: number
}

export interface Cluster<Point> {
  /** The first point's key and how many: stays the same while the same points are together. */
  readonly key: string
  readonly points: readonly Point[]
  /** Screen px, their middle. */
  readonly x: number
  readonly y: number
}

/** Puts together what lies within about `radius` px of each other, so that marks seldom cover one another. A cell of the grid holds one cluster. */
export function clusterPoints<Point>(
  placed: readonly Placed<Point>[],
  keyOf: (point: Point) => string,
  radius: number,
): Cluster<Point>[] {
  const cells = new Map<number, { points: Placed<Point>[]; x: number; y: number }>()
  for (const one of placed) {
    const own = cellOf(one.x, one.y, radius)
    const near = nearest(cells, one, radius) ?? cells.get(own)
    if (near) {
      near.points.push(one)
      near.x += (one.x - near.x) / near.points.length
      near.y += (one.y - near.y) / near.points.length
    } else {
      cells.set(own, { points: [one], x: one.x, y: one.y })
    }
  }
  return [...cells.values()].map(({ points, x, y }) => ({
    key: `${keyOf((points[0] as Placed<Point>).point)}+${points.length}`,
    points: points.map(({ point }) => point),
    x,
    y,
  }))
}

/** Cells to a row: more than the whole world has at the closest zoom. */
const STRIDE = 2 ** 26

/** One number for a cell: ten thousand points ask for nine each, and text would be slow to make. */
const cellOf = (x: number, y: number, radius: number, dx = 0, dy = 0) =>
  (Math.floor(x / radius) + dx) * STRIDE + Math.floor(y / radius) + dy

function nearest<Value extends { x: number; y: number }>(
  cells: ReadonlyMap<number, Value>,
  { x, y }: { x: number; y: number },
  radius: number,
): Value | null {
  let best: Value | null = null
  let bestDistance = radius
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      const cluster = cells.get(cellOf(x, y, radius, dx, dy))
      const distance = cluster ? Math.hypot(cluster.x - x, cluster.y - y) : Number.POSITIVE_INFINITY
      if (cluster && distance <= bestDistance) {
        best = cluster
        bestDistance = distance
      }
    }
  }
  return best
}
