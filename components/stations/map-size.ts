/** On a desk's screen. */
export const STATIONS_MAP_SIZE = { width: 1200, height: 690 } as const
