import { detect } from '../../lib/faults/detector/detect'
import type { Fact } from '../../lib/faults/detector/fact'
import type { Decision } from '../../lib/faults/detector/judge'
import { blankMemory, type DetectionMemory, type StationMemory } from '../../lib/faults/detector/memory'
import { limitsAt } from '../../lib/faults/rules/limits'
import type { RuleName } from '../../lib/faults/rules/rule-names'
import { MINUTE_MS } from '../../lib/kernel/time'
import type { Trial, TrialStation } from './plan-trial'

export interface OpenedFault {
  /** The station, or the site. */
  readonly where: string
  readonly rule: RuleName
  readonly evse: number
  readonly at: number
}

/** Somebody who acts on what is found. */
export interface TrialWatch {
  decided(station: string, decisions: readonly Decision[]): void
  /** After every minute. */
  minute(station: string, memory: StationMemory, now: number): void
}

interface Watch {
  memory: DetectionMemory
  wakeAt: number | null
  next: number
}

/** The detector lives through a trial as the worker does: a look every minute at what has happened and what is due. */
export function runTrial(trial: Trial, watcher?: TrialWatch): OpenedFault[] {
  const limits = limitsAt([], null)
  const opened: OpenedFault[] = []
  for (const [siteId, members] of bySite(trial.stations)) {
    const watches = new Map<string, Watch>(
      members.map(({ id }) => [id, { memory: blankMemory(trial.from), wakeAt: null, next: 0 }]),
    )
    const tell = (now: number) => {
      if (watcher) for (const { id } of members) watcher.minute(id, watches.get(id)!.memory.station, now)
    }
    for (let until = trial.from + MINUTE_MS; until <= trial.until; until += MINUTE_MS) {
      const looks = members.flatMap((station) => {
        const watch = watches.get(station.id)!
        const facts = takeFacts(station, watch, until)
        return facts.length > 0 || (watch.wakeAt !== null && watch.wakeAt <= until) ? [{ station, facts }] : []
      })
      if (looks.length === 0) {
        tell(until)
        continue
      }
      // Where a connection has changed the whole site is looked at, as the worker does.
      const isSiteMatter = looks.some(({ station, facts }) => {
        const { memory } = watches.get(station.id)!
        return memory.siteDownSince !== null || memory.station.link.isOnline === false || facts.some(isLink)
      })
      const all = isSiteMatter
        ? members.map((station) => looks.find((look) => look.station === station) ?? { station, facts: [] })
        : looks
      const detected = detect({
        stations: all.map(({ station, facts }) => ({
          id: station.id,
          siteId,
          memory: watches.get(station.id)!.memory,
          facts,
          maxPowerW: { 1: station.powerW, 2: station.powerW },
          isLimited: false,
          quiet: { quietUntil: (at) => maintenanceUntil(station, at) },
        })),
        until,
        isOurSideDown: false,
        limitsOf: () => limits,
      })
      for (const site of detected.sites) {
        if (site.kind === 'open') opened.push({ where: siteId, rule: 'site-down', evse: 0, at: site.at })
      }
      for (const { id, memory, wakeAt, decisions } of detected.stations) {
        Object.assign(watches.get(id)!, { memory, wakeAt })
        watcher?.decided(id, decisions)
        for (const decision of decisions) {
          if (decision.kind !== 'open') continue
          opened.push({ where: id, rule: decision.rule, evse: decision.sighting.place.evse, at: decision.at })
        }
      }
      tell(until)
    }
  }
  return opened
}

const isLink = ({ kind }: Fact) => kind === 'connected' || kind === 'disconnected'

function takeFacts({ facts }: TrialStation, watch: Watch, until: number): readonly Fact[] {
  const from = watch.next
  while (watch.next < facts.length && facts[watch.next]!.receivedAt <= until) watch.next += 1
  return facts.slice(from, watch.next)
}

const maintenanceUntil = ({ mishaps }: TrialStation, at: number): number | null =>
  mishaps.find(({ maintenance }) => maintenance !== undefined && maintenance[0] <= at && at < maintenance[1])
    ?.maintenance?.[1] ?? null

function bySite(stations: readonly TrialStation[]): Map<string, TrialStation[]> {
  const sites = new Map<string, TrialStation[]>()
  for (const station of stations) sites.set(station.siteId, [...(sites.get(station.siteId) ?? []), station])
  return sites
}
