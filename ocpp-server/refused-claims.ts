import type { Coalescer, Write } from '../lib/db/coalesce'
import { MINUTE_MS } from '../lib/kernel/time'
import { recordStationEvents, type StationHappening } from '../lib/stations/mutations/record-station-events'

const MOST_REMEMBERED = 10_000

/**
 * Somebody called in a station's name and could not show that it is theirs: written down in the station's history, once a minute
 * at most, because whoever guesses passwords must not fill our disk. SPEC S-13.
 */
export function createRefusedClaims(coalescer: Coalescer, onError: (error: unknown) => void) {
  const lastAt = new Map<bigint, number>()
  return (stationId: bigint, detail: { readonly address: string; readonly why: string }): void => {
    const now = Date.now()
    if (now - (lastAt.get(stationId) ?? 0) < MINUTE_MS) return
    if (lastAt.size >= MOST_REMEMBERED) lastAt.clear()
    lastAt.set(stationId, now)
    const at = new Date(now)
    const item: StationHappening = {
      stationId,
      kind: 'security',
      name: 'CentralSystemRefusedStation',
      detail,
      at,
      receivedAt: at,
    }
    coalescer.submit({ writes: [{ writer: recordStationEvents, item } as Write] }, stationId).catch(onError)
  }
}
