import { createHash } from 'node:crypto'

/** sha256 of a folded token → when its station was told to forget it (ISO 8601). The token itself is not kept for it. */
export type Forgotten = Readonly<Record<string, string>>

export const forgottenKey = (folded: string): string => createHash('sha256').update(folded).digest('hex')

/** A token stays off a station's list from when the station was told to forget it until its holder charges there again. */
export function isForgotten(forgotten: Forgotten | null, folded: string, lastUsedAt: Date | undefined): boolean {
  if (forgotten === null) return false
  const at = forgotten[forgottenKey(folded)]
  return at !== undefined && (lastUsedAt === undefined || lastUsedAt.getTime() <= Date.parse(at))
}
