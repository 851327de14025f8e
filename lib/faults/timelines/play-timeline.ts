import { detect } from '../detector/detect'
import type { Quiet } from '../detector/judge'
import { blankMemory, type DetectionMemory } from '../detector/memory'
import { causeOf } from '../knowledge/cause-of'
import { limitsAt } from '../rules/limits'
import { placeKey } from '../rules/rule'
import { type ExpectedFault, TIMELINE_START, type Timeline, type TimelineStation } from './timeline'

/** Seen by an outsider: what opened where, and what became of it. */
export type FoundFault = ExpectedFault

/** Lets the detector live through a timeline, one look after the other. @param everyMs between two looks */
export function playTimeline(timeline: Timeline, everyMs: number): FoundFault[] {
  const limits = limitsAt([], null)
  const memories = new Map<string, DetectionMemory>(
    timeline.stations.map(({ id }) => [id, blankMemory(TIMELINE_START)]),
  )
  const faults: (Omit<FoundFault, 'closesAt' | 'isMerged'> & { closesAt: number | null; isMerged: boolean })[] = []
  const find = (where: string, rule: string, place: string) =>
    faults.find(
      (fault) => fault.where === where && fault.rule === rule && fault.place === place && fault.closesAt === null,
    )
  for (let from = TIMELINE_START; from < timeline.until; from += everyMs) {
    const until = Math.min(from + everyMs, timeline.until)
    const detected = detect({
      stations: timeline.stations.map((station) => ({
        ...station,
        siteId: station.site,
        memory: memories.get(station.id)!,
        facts: station.facts.filter(({ receivedAt }) => receivedAt > from && receivedAt <= until),
        quiet: quietOf(station),
      })),
      until,
      isOurSideDown: false,
      limitsOf: () => limits,
    })
    for (const site of detected.sites) {
      const open = find(site.siteId, 'site-down', '-')
      if (site.kind === 'close' && open !== undefined) open.closesAt = site.at
      if (site.kind === 'open') {
        const place = {
          where: site.siteId,
          rule: 'site-down',
          place: '-',
          cause: causeOf('rule', 'site-down', null, null),
        }
        faults.push({ ...place, opensAt: site.at, closesAt: null, isMerged: false })
      }
    }
    for (const { id, memory, decisions } of detected.stations) {
      memories.set(id, memory)
      const { vendor } = timeline.stations.find((station) => station.id === id)!
      for (const decision of decisions) {
        const place = placeKey(decision.kind === 'close' ? decision.place : decision.sighting.place)
        const open = find(id, decision.rule, place)
        if (decision.kind === 'close') {
          if (open !== undefined) Object.assign(open, { closesAt: decision.at, isMerged: decision.into !== null })
        } else {
          const cause = causeOf('rule', decision.rule, decision.sighting.evidence, vendor)
          if (decision.kind === 'worsen' && open !== undefined) Object.assign(open, { cause })
          else
            faults.push({
              where: id,
              rule: decision.rule,
              place,
              cause,
              opensAt: decision.at,
              closesAt: null,
              isMerged: false,
            })
        }
      }
    }
  }
  return faults
}

const quietOf = ({ maintenance }: TimelineStation): Quiet => ({
  quietUntil: (at) => maintenance.find(([from, until]) => from <= at && at < until)?.[1] ?? null,
})
