import { DAY_MS, HOUR_MS } from '../../kernel/time'
import type { FactOf } from './fact'
import { recent, type StationMemory } from './memory'

/** The daily habits of a connection need a week and a half of outages. */
const OUTAGES_KEPT_MS = 10 * DAY_MS
const OUTAGES_KEPT = 40
/** Shorter ones say nothing of a grace. */
const OUTAGE_MS = 20_000

export function rememberLink(
  memory: StationMemory,
  fact: FactOf<'connected' | 'disconnected' | 'boot'>,
): StationMemory {
  const { link } = memory
  const at = fact.receivedAt
  switch (fact.kind) {
    case 'boot': {
      const boots = at <= link.bootsWantedUntil ? link.boots : [...link.boots, at]
      return { ...memory, link: { ...link, boots: recent(boots, at, DAY_MS) } }
    }
    case 'disconnected': {
      if (link.isOnline === false) return memory
      const drops = recent([...link.drops, at], at, 2 * HOUR_MS)
      return { ...memory, link: { ...link, isOnline: false, since: at, drops } }
    }
    case 'connected': {
      if (link.isOnline === true) return memory
      const ms = at - link.since
      const outages =
        link.isOnline === false && ms >= OUTAGE_MS ? [...link.outages, [link.since, ms] as const] : link.outages
      const kept = outages.filter(([from]) => from > at - OUTAGES_KEPT_MS).slice(-OUTAGES_KEPT)
      return { ...memory, link: { ...link, isOnline: true, since: at, outages: kept } }
    }
  }
}
