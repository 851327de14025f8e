/** Degrees, WGS 84. */
export interface Point {
  readonly latitude: number
  readonly longitude: number
}

export interface Stop {
  readonly id: string
  /** null: nobody has said where it stands. */
  readonly at: Point | null
}

const EARTH_M = 6_371_000
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** As the crow flies, metres (haversine). */
export function distanceM(a: Point, b: Point): number {
  const [dLat, dLon] = [radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)]
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLon / 2) ** 2
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)))
}

/**
 * The order to drive in: always to the nearest of what is left, then turned wherever two legs cross and turning makes the way shorter.
 * Stops without a place come last. Roads are not known here; by hand is better, and wins.
 * @param from where the technician is; null: the first stop stays first
 */
export function drivingOrder(from: Point | null, stops: readonly Stop[]): readonly string[] {
  const placed = stops.flatMap(({ id, at }) => (at ? [{ id, at }] : []))
  const route: { id: string; at: Point }[] = []
  let here = from ?? placed[0]?.at ?? null
  while (route.length < placed.length && here !== null) {
    const from = here
    const next = placed
      .filter((stop) => !route.includes(stop))
      .reduce((best, stop) => (distanceM(from, stop.at) < distanceM(from, best.at) ? stop : best))
    route.push(next)
    here = next.at
  }
  const shortest = untangled(from ?? route[0]?.at ?? null, route, from === null ? 1 : 0)
  return [...shortest, ...stops.filter(({ at }) => at === null)].map(({ id }) => id)
}

/** 2-opt: a stretch is driven the other way round where that is shorter. A day's jobs are few; this ends quickly. */
function untangled<Placed extends { readonly at: Point }>(
  from: Point | null,
  route: Placed[],
  first: number,
): Placed[] {
  if (from === null) return route
  let best = route
  for (let isBetter = true; isBetter; ) {
    isBetter = false
    for (let i = first; i < best.length - 1; i++) {
      for (let j = i + 1; j < best.length; j++) {
        const turned = [...best.slice(0, i), ...best.slice(i, j + 1).reverse(), ...best.slice(j + 1)]
        if (routeM(from, turned) < routeM(from, best) - 1) {
          best = turned
          isBetter = true
        }
      }
    }
  }
  return best
}

/** Metres from `from` along the stops, one way. */
export function routeM(from: Point, stops: readonly { readonly at: Point }[]): number {
  return stops.reduce(({ sum, here }, { at }) => ({ sum: sum + distanceM(here, at), here: at }), { sum: 0, here: from })
    .sum
}
