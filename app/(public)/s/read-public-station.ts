import { env } from '@/lib/env'
import type { Language } from '@/lib/faults/knowledge/words'
import { SECOND_MS } from '@/lib/kernel/time'
import { getPublicStation, type PublicStation } from '@/lib/public-station/queries/get-public-station'

const KEPT_MS = 5 * SECOND_MS
const MOST_KEPT = 500
const kept = new Map<string, { readonly until: number; readonly station: Promise<PublicStation | null> }>()

/** A station as anybody may see it, read at most every few seconds: a car park full of phones costs as much as one. */
export function readPublicStation(identity: string, language: Language): Promise<PublicStation | null> {
  // Longer than any identity is nobody's.
  if (!env().PUBLIC_STATION_PAGES || identity.length > 48) return Promise.resolve(null)
  const key = `${language} ${identity.toLowerCase()}`
  const known = kept.get(key)
  if (known && known.until > Date.now()) return known.station
  const station = getPublicStation(identity, language, new Date())
  kept.delete(key)
  kept.set(key, { until: Date.now() + KEPT_MS, station })
  station.catch(() => kept.delete(key))
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as string)
  return station
}
