/** How many stations a template is for, and how they stand to it. */
export interface Standing {
  readonly stations: number
  /** How many of them are not as the template wants them. */
  readonly drifted: number
  /** How many have not told all of its keys. */
  readonly unread: number
  /** Of how many the offline policy wants other values, and holds. */
  readonly overruled: number
}

export const NO_STANDING: Standing = { stations: 0, drifted: 0, unread: 0, overruled: 0 }

export const STANDINGS = ['wrong', 'unread', 'overruled', 'same'] as const
/** wrong: not as the template wants it. unread: it has not told a key. overruled: its offline policy wants otherwise. same: none of it. */
export type StandingWord = (typeof STANDINGS)[number]
