import type { Fact } from '../detector/fact'

/** What happened at a few stations, as told line by line, and the faults that must come of it: no more, no less. */
export interface Timeline {
  readonly name: string
  /** Where the behaviour is described, or which simulator mishap it is. */
  readonly source: string
  readonly stations: readonly TimelineStation[]
  /** Epoch ms; the last moment looked at. */
  readonly until: number
  readonly expected: readonly ExpectedFault[]
}

export interface TimelineStation {
  readonly id: string
  readonly site: string | null
  readonly vendor: string | null
  readonly maxPowerW: Readonly<Record<number, number>>
  readonly isLimited: boolean
  readonly facts: readonly Fact[]
  readonly maintenance: readonly (readonly [from: number, until: number])[]
}

export interface ExpectedFault {
  /** The station, or the site for `site-down`. */
  readonly where: string
  readonly rule: string
  /** `1.1`; of a site `-`. */
  readonly place: string
  readonly cause: string
  /** Epoch ms. */
  readonly opensAt: number
  /** null: still open at the end. */
  readonly closesAt: number | null
  readonly isMerged: boolean
}

/** Day 0 of every timeline: a Monday, midnight UTC. */
export const TIMELINE_START = Date.UTC(2026, 10, 16)
