/** How long a settled command stays in sight, milliseconds. */
const SHOWN_MS = 10 * 60_000

export const isInSight = (queuedAt: string | Date, now: number): boolean =>
  now - new Date(queuedAt).getTime() < SHOWN_MS
