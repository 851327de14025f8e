/** repair: stations take what the template wants. read: they tell the keys of it that they have not told. */
export type RoundKind = 'repair' | 'read'

/** Somebody's wish for all stations of a template, and how far it has been carried out. */
export interface Round {
  readonly id: bigint
  readonly kind: RoundKind
  /** For people. */
  readonly requestedBy: string
  readonly requestedAt: Date
  /** Stations it was about when it was asked for. */
  readonly stations: number
  readonly asked: number
  /** Offline, or not let in. */
  readonly left: number
  /** Null: it is under way. */
  readonly endedAt: Date | null
}
