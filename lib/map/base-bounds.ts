import type { Bounds } from './view'

/** What the bundled basemap holds: Europe with a margin. What lies outside is sea on our map. */
export const BASE_BOUNDS: Bounds = [-26, 30, 50, 72]
