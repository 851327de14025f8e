const MINUTE_MS = 60_000

/** What is known when a page that stays open for days asks whether it should be loaded anew. */
export interface Standing {
  /** What the server answered; null: it cannot be reached. */
  readonly answer: { readonly status: number; readonly build: string | null } | null
  readonly ownBuild: string
  /** Since when the live stream has been down, epoch ms; null: it is up. */
  readonly downSince: number | null
  /** When this page was loaded, epoch ms. */
  readonly loadedAt: number
  readonly now: number
}

/** A page that has been up this long gives its memory back at the next quiet hour. */
const OLD_MS = 20 * 60 * MINUTE_MS
const QUIET_HOUR = 4
/** A stream that does not come back though the server answers. */
const STUCK_MS = 3 * MINUTE_MS
/** Whatever is wrong, a reload that did not help is not repeated at once. */
const YOUNG_MS = 2 * MINUTE_MS

/**
 * Why the page should be loaded anew, or null. Never while the server cannot be reached: what is on the screen is better than a
 * browser's error page, which would stay for good.
 */
export function reasonToReload({
  answer,
  ownBuild,
  downSince,
  loadedAt,
  now,
}: Standing): 'signed-out' | 'new-build' | 'stuck' | 'old' | null {
  if (answer === null || answer.status >= 500 || now - loadedAt < YOUNG_MS) return null
  if (answer.status === 401) return 'signed-out'
  if (answer.status !== 200) return null
  if (answer.build !== null && answer.build !== ownBuild) return 'new-build'
  if (downSince !== null && now - downSince > STUCK_MS) return 'stuck'
  if (now - loadedAt > OLD_MS && new Date(now).getHours() === QUIET_HOUR) return 'old'
  return null
}
