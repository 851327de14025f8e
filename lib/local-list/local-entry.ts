import { createHash } from 'node:crypto'

/** A token as it stands on a station's local authorisation list, before a version puts it into its own words. */
export interface LocalEntry {
  /** What identifies it there: compared without case. */
  readonly folded: string
  readonly value: string
  /** Our kind of token. 2.x compares kind and value, so a removal must name it too. */
  readonly type: string
  readonly active: boolean
  readonly expiresAt: Date | null
  readonly groupName: string | null
  readonly mark: EntryMark
}

/** What was sent of a token: `type:digest`. Alike exactly when the station needs to be told nothing new. */
export type EntryMark = string

export function marked<Entry extends Omit<LocalEntry, 'mark'>>(entry: Entry): Entry & LocalEntry {
  const said = [entry.value, entry.active, entry.expiresAt?.getTime() ?? null, entry.groupName]
  const digest = createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 12)
  return { ...entry, mark: `${entry.type}:${digest}` }
}

export const typeOfMark = (mark: EntryMark): string => mark.slice(0, mark.indexOf(':'))

/**
 * How it stands on the list. The station judges the expiry by itself, so that a list stays right while time passes; one that has
 * expired already is said to be, because 1.6 stations without a clock of their own exist.
 */
export function standingOnList({ active, expiresAt }: LocalEntry, now: Date): 'accepted' | 'blocked' | 'expired' {
  if (!active) return 'blocked'
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'accepted'
}
