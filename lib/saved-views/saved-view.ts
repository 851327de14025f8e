/** Lists and pages whose view one can keep. */
export const VIEW_PLACES = ['faults', 'jobs', 'stations', 'sessions', 'overview', 'performance', 'revenue'] as const
export type ViewPlace = (typeof VIEW_PLACES)[number]

/** What a place wants to remember of itself: small, its own business, never trusted when read back. */
export type ViewContent = Readonly<Record<string, unknown>>

export interface SavedView {
  readonly id: bigint
  readonly name: string
  readonly view: ViewContent
  /** Everybody who sees the place may choose it. */
  readonly isShared: boolean
  readonly isMine: boolean
  /** Whose it is, when it is somebody else's. */
  readonly owner: string | null
}
