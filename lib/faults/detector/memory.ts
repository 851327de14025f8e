import type { ConnectorStatus } from '../../stations/status'
import type { Evidence, Place } from '../rules/rule'
import type { RuleName } from '../rules/rule-names'
import type { Habit } from './habit'

/** What a connector (or the station as a whole) last said, and since when. Instants are epoch ms everywhere in here. */
export interface PlaceMemory {
  readonly status: ConnectorStatus
  readonly since: number
  readonly errorCode: string | null
  readonly vendorErrorCode: string | null
  readonly info: string | null
  readonly errorSince: number | null
  /** When it became faulted, newest last. */
  readonly falls: readonly number[]
}

export interface Outcome {
  readonly session: string
  readonly at: number
  readonly seconds: number
  readonly energyWh: number
  readonly kind: 'good' | 'empty' | 'left'
}

export interface EvseMemory {
  readonly session: {
    readonly id: string
    readonly since: number
    readonly energyWh: number
    readonly readings: number
  } | null
  readonly lastReading: {
    readonly session: string
    readonly at: number
    readonly registerWh: number | null
    readonly peakWh: number | null
    readonly energyWh: number | null
    readonly powerW: number | null
  } | null
  /** Whether energy and power fitted, of the newest pairs of readings. */
  readonly fits: readonly boolean[]
  readonly jumps: readonly number[]
  readonly jumpedIn: string | null
  readonly outcomes: readonly Outcome[]
  /** Starts that came to nothing since the last good one. */
  readonly failedStarts: readonly number[]
  readonly lastGoodAt: number | null
  readonly habit: Habit
}

export interface StationMemory {
  readonly link: {
    /** null: it has not been heard of. */
    readonly isOnline: boolean | null
    readonly since: number
    readonly drops: readonly number[]
    readonly boots: readonly number[]
    /** Outages that ended by themselves: when, and how long. */
    readonly outages: readonly (readonly [from: number, ms: number])[]
    /** Boots until then are ours: a reset, an update. */
    readonly bootsWantedUntil: number
  }
  readonly places: Readonly<Record<string, PlaceMemory>>
  readonly evses: Readonly<Record<string, EvseMemory>>
  /** Faults the station itself has told of and not taken back, by EVSE and code. */
  readonly said: Readonly<Record<string, number>>
  /** When the station last took one back, by EVSE. */
  readonly unsaid: Readonly<Record<string, number>>
  /** EVSEs we have withdrawn; 0: all of it. */
  readonly withdrawn: readonly number[]
  /** When we last gave any back. */
  readonly restoredAt: number
  readonly calls: readonly {
    readonly at: number
    readonly action: string
    readonly latencyMs: number | null
    readonly failed: boolean
  }[]
  readonly refusals: readonly { readonly at: number; readonly token: string }[]
  readonly clock: readonly (readonly [at: number, offsetMs: number])[]
  readonly firmware: { readonly name: string; readonly since: number } | null
  readonly log: { readonly name: string; readonly since: number } | null
  readonly certificate: { readonly serial: string; readonly notAfter: number } | null
}

/** A fault the detector has opened and not closed, whatever people have done with it since. */
export interface OpenMemory {
  readonly rule: RuleName
  readonly place: Place
  readonly since: number
  /** From when it was not seen any more. */
  readonly clearSince: number | null
  readonly clearMs: number
  readonly severity: number
  readonly evidence: Evidence
}

/** All that is kept of a station between two looks; JSON. */
export interface DetectionMemory {
  readonly version: typeof MEMORY_VERSION
  /** The station's time has come this far. */
  readonly now: number
  /** The next moment at which something may change although nothing happens. */
  readonly wakeAt: number | null
  readonly station: StationMemory
  /** By `rule@place`. */
  readonly open: Readonly<Record<string, OpenMemory>>
  /** Facts that may be read a second time: their ids with when they were received. */
  readonly seen: Readonly<Record<string, number>>
  /** The whole site is away, since when; and until when it last was. */
  readonly siteDownSince: number | null
  readonly siteDownUntil: number
}

/** Another number: memories are made anew from the station's rows. */
export const MEMORY_VERSION = 1

export const BLANK_STATION: StationMemory = {
  link: { isOnline: null, since: 0, drops: [], boots: [], outages: [], bootsWantedUntil: 0 },
  places: {},
  evses: {},
  said: {},
  unsaid: {},
  withdrawn: [],
  restoredAt: 0,
  calls: [],
  refusals: [],
  clock: [],
  firmware: null,
  log: null,
  certificate: null,
}

export const blankMemory = (now: number): DetectionMemory => ({
  version: MEMORY_VERSION,
  now,
  wakeAt: null,
  station: BLANK_STATION,
  open: {},
  seen: {},
  siteDownSince: null,
  siteDownUntil: 0,
})

/** The newest `most` of what is younger than `withinMs`. */
export const recent = (times: readonly number[], now: number, withinMs: number, most = 50): readonly number[] =>
  times.filter((at) => at > now - withinMs).slice(-most)
