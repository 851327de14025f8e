/** Beside what needs attention, on a desk's screen. */
export const OVERVIEW_MAP_SIZE = { width: 580, height: 420 } as const
