import { MINUTE_MS } from '../kernel/time'

/** A connection shorter away than this has kept nobody from charging: it is not counted at all. */
export const LINK_GRACE_MS = 5 * MINUTE_MS

/** A station has come, or gone. */
export interface LinkFact {
  /** Epoch ms. */
  readonly at: number
  readonly isConnected: boolean
  /** Gone with the gateway that held it: our side, not the station's. */
  readonly isOurs: boolean
}

export interface Absence {
  /** Epoch ms, [from, to). `to` Infinity: it has not come back. */
  readonly from: number
  readonly to: number
  readonly isOurs: boolean
}

/**
 * When a station was away for longer than the grace: then all of it counts, from the first second.
 * @param links in any order @param now what is not over is as long as until now, epoch ms
 */
export function absencesOf(links: readonly LinkFact[], now: number): readonly Absence[] {
  const absences: Absence[] = []
  let gone: LinkFact | null = null
  // Of one instant: a station that leaves and comes at once has come.
  const inOrder = [...links].sort((a, b) => a.at - b.at || Number(a.isConnected) - Number(b.isConnected))
  for (const link of inOrder) {
    if (!link.isConnected) gone ??= link
    else if (gone !== null) {
      if (link.at - gone.at > LINK_GRACE_MS) absences.push({ from: gone.at, to: link.at, isOurs: gone.isOurs })
      gone = null
    }
  }
  if (gone !== null && now - gone.at > LINK_GRACE_MS)
    absences.push({ from: gone.at, to: Number.POSITIVE_INFINITY, isOurs: gone.isOurs })
  return absences
}
