/** Where a place lies on the flat map of the world, px from its north-west corner. */
export interface WorldPoint {
  readonly x: number
  readonly y: number
}

/** Px of the whole world's side at zoom 0, as MapLibre counts. */
export const WORLD_PX = 512

/** @param zoom as MapLibre's: one step doubles every distance */
export function worldPoint(longitude: number, latitude: number, zoom: number): WorldPoint {
  const size = WORLD_PX * 2 ** zoom
  const sine = Math.sin((latitude * Math.PI) / 180)
  return {
    x: ((longitude + 180) / 360) * size,
    y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size,
  }
}
