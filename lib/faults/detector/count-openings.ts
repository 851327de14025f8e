import { MINUTE_MS } from '../../kernel/time'
import type { AllLimits } from '../rules/limits'
import type { RuleName } from '../rules/rule-names'
import { detect } from './detect'
import type { Fact } from './fact'
import { followStation } from './follow-station'
import type { Quiet } from './judge'
import { blankMemory, type DetectionMemory } from './memory'

/** A station's past, for looking at it again under other limits. */
export interface PastStation {
  readonly id: string
  readonly siteId: string | null
  readonly facts: readonly Fact[]
  readonly maxPowerW: Readonly<Record<number, number>>
}

export interface Span {
  /** Facts from here on are lived through; epoch ms. */
  readonly learnFrom: number
  /** Faults that open from here on count. */
  readonly from: number
  readonly until: number
}

/** Rules that take a place from each other must be looked at together. */
const PARTNERS: Readonly<Partial<Record<RuleName, readonly RuleName[]>>> = {
  faulted: ['fault-flapping'],
  'fault-flapping': ['faulted'],
}
const NEVER: Quiet = { quietUntil: () => null }

/** When a rule would have opened a fault at a station, under these limits. Pure; epoch ms, in order. */
export function openingsAt(station: PastStation, rule: RuleName, limits: AllLimits, span: Span): number[] {
  const { decisions } = followStation(
    blankMemory(span.learnFrom),
    station.facts,
    span.until,
    only(rule, limits),
    { isSiteDown: false, siteDownUntil: 0, isOurSideDown: false, isLimited: false, maxPowerW: station.maxPowerW },
    NEVER,
  )
  return decisions.flatMap((decision) =>
    decision.kind === 'open' && decision.rule === rule && decision.at >= span.from ? [decision.at] : [],
  )
}

/** When a site would have been away as a whole: looked at whenever a connection changed, and when that could be decided. */
export function siteOpenings(stations: readonly PastStation[], limits: AllLimits, span: Span): number[] {
  const afterMs = (limits['site-down'].limits.after ?? 0) * MINUTE_MS
  const links = stations.flatMap(({ facts }) =>
    facts.flatMap(({ kind, receivedAt }) =>
      kind === 'disconnected' ? [receivedAt, receivedAt + afterMs] : kind === 'connected' ? [receivedAt] : [],
    ),
  )
  const moments = [...new Set(links)].filter((at) => at <= span.until).sort((a, b) => a - b)
  const memories = new Map(stations.map((station) => [station.id, asItWas(station, span.learnFrom)]))
  const openings: number[] = []
  let before = span.learnFrom
  for (const until of moments) {
    const looked = detect({
      stations: stations.map((station) => ({
        ...station,
        memory: memories.get(station.id)!,
        facts: station.facts.filter(({ receivedAt }) => receivedAt > before && receivedAt <= until),
        isLimited: false,
        quiet: NEVER,
      })),
      until,
      isOurSideDown: false,
      limitsOf: () => only('site-down', limits),
    })
    before = until
    for (const { id, memory } of looked.stations) memories.set(id, memory)
    for (const site of looked.sites) if (site.kind === 'open' && site.at >= span.from) openings.push(site.at)
  }
  return openings
}

/** Before its first word a station was what that word was not; one that never lost its connection had it all the time. */
function asItWas({ facts }: PastStation, at: number): DetectionMemory {
  const blank = blankMemory(at)
  const links = facts.filter(({ kind }) => kind === 'connected' || kind === 'disconnected')
  const first = links.toSorted((a, b) => a.receivedAt - b.receivedAt)[0]
  if (first?.kind === 'connected') return blank
  return { ...blank, station: { ...blank.station, link: { ...blank.station.link, isOnline: true, since: at } } }
}

function only(rule: RuleName, limits: AllLimits): AllLimits {
  const kept = new Set<string>([rule, ...(PARTNERS[rule] ?? [])])
  return Object.fromEntries(
    Object.entries(limits).map(([name, own]) => [name, { ...own, isEnabled: kept.has(name) }]),
  ) as unknown as AllLimits
}
