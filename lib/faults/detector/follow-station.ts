import type { AllLimits } from '../rules/limits'
import type { Surroundings } from '../rules/rule'
import type { Fact } from './fact'
import { type Decision, judge, type Quiet } from './judge'
import type { DetectionMemory } from './memory'
import { remember } from './remember'

/** Facts are read again within this time of when they were received: a row is stamped before it is committed. */
export const READ_AGAIN_MS = 60_000
/** Moments without a fact that one look may pass through: a guard against a rule that never comes to rest. */
const MOST_MOMENTS = 5_000

export interface Followed {
  readonly memory: DetectionMemory
  readonly decisions: readonly Decision[]
  readonly wakeAt: number | null
}

export type StationSurroundings = Omit<Surroundings, 'now'>

/**
 * Brings one station's memory up to `until`: each fact at the moment it was received, and each moment between at which something falls
 * due. Facts that were seen before count once; one that was committed late counts now. The same facts in one look or in many give the
 * same decisions.
 * @param until epoch ms
 */
export function followStation(
  start: DetectionMemory,
  facts: readonly Fact[],
  until: number,
  limits: AllLimits,
  around: StationSurroundings,
  quiet: Quiet,
): Followed {
  const decisions: Decision[] = []
  let memory = start
  let wakeAt: number | null = start.wakeAt
  const look = (now: number) => {
    const judged = judge(memory, limits, { ...around, now }, quiet)
    memory = judged.memory
    wakeAt = judged.wakeAt
    decisions.push(...judged.decisions)
  }
  const passTo = (time: number) => {
    for (let moments = 0; wakeAt !== null && wakeAt <= time && moments < MOST_MOMENTS; moments++) {
      look(Math.max(wakeAt, memory.now))
    }
  }
  const seen: Record<string, number> = { ...start.seen }
  const news = facts.filter(({ id }) => !(id in seen)).sort(inOrder)
  for (const fact of news) {
    if (fact.id in seen) continue
    seen[fact.id] = fact.receivedAt
    const now = Math.max(fact.receivedAt, memory.now)
    passTo(now)
    memory = { ...memory, station: remember(memory.station, { ...fact, receivedAt: now }, around.maxPowerW) }
    look(now)
  }
  passTo(until)
  // What surrounds the station may have changed without a fact of its own.
  look(Math.max(until, memory.now))
  const kept = Object.entries(seen).filter(([, receivedAt]) => receivedAt > until - READ_AGAIN_MS)
  return { memory: { ...memory, seen: Object.fromEntries(kept), wakeAt }, decisions, wakeAt }
}

/** As they were received; what came in the same moment by the order of its rows (s9 before s10). */
const inOrder = (a: Fact, b: Fact): number =>
  a.receivedAt - b.receivedAt || a.id.length - b.id.length || (a.id < b.id ? -1 : 1)
