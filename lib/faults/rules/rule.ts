import type { Fact } from '../detector/fact'
import type { StationMemory } from '../detector/memory'
import type { RuleName } from './rule-names'

export type ThresholdUnit =
  | 'seconds'
  | 'minutes'
  | 'hours'
  | 'days'
  | 'times'
  | 'stations'
  | 'percent'
  | 'wh'
  | 'sessions'

/** A number that people may change, and within what. */
export interface ThresholdSpec {
  readonly unit: ThresholdUnit
  readonly usual: number
  readonly min: number
  readonly max: number
}
export type ThresholdSpecs = Readonly<Record<string, ThresholdSpec>>
export type Thresholds<Specs extends ThresholdSpecs = ThresholdSpecs> = { readonly [Name in keyof Specs]: number }

/** Where on a station: 0.0 the whole of it, 2.0 an EVSE, 2.1 a connector. */
export interface Place {
  readonly evse: number
  readonly connector: number
}

/** Another fault that tells the same: what the station itself said of an EVSE, another rule's, or the site's. */
export type TellsTheSame =
  | { readonly source: 'event'; readonly evse: number }
  | { readonly source: 'rule'; readonly rule: RuleName; readonly place: Place }
  | { readonly source: 'site'; readonly rule: RuleName }

/** Whether a fault of a rule is open at a place. */
export type IsOpen = (rule: RuleName, place: Place) => boolean

/** What a rule sees at one place at one moment. The same sighting moment after moment is one fault. */
export interface Sighting {
  readonly place: Place
  /** The first sign of it, epoch ms. */
  readonly since: number
  /** From when it must have lasted `holdMs`; left out: `since`. */
  readonly holdFrom?: number
  readonly holdMs: number
  /** How long it must be away before the fault is over. */
  readonly clearMs: number
  /** 0 danger … 9 debug. */
  readonly severity: number
  /** What was seen, for people and for the knowledge base: plain values. */
  readonly evidence: Evidence
  /** It is already told elsewhere: it opens nothing, and what is open is merged into that. */
  readonly sameAs?: TellsTheSame
}
export type Evidence = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** What the rules know beside the station's own memory. */
export interface Surroundings {
  /** Epoch ms. */
  readonly now: number
  /** Its whole site is away now, or was until `siteDownUntil` (epoch ms; 0: never). */
  readonly isSiteDown: boolean
  readonly siteDownUntil: number
  /** Nearly every station of the network was lost at once: the trouble is on our side. */
  readonly isOurSideDown: boolean
  /** Who was lost before then is away all the same; epoch ms. Left out: nobody. */
  readonly foundBefore?: number
  /** A charging profile of ours may hold it back. */
  readonly isLimited: boolean
  /** Watts by EVSE number, where known. */
  readonly maxPowerW: Readonly<Record<number, number>>
}

/**
 * A detection rule: facts are folded into the station's memory (lib/faults/detector), a rule only looks at it. Pure, without a clock;
 * debounce (`holdMs`), hysteresis (`clearMs`, and `isOpen`) and one fault per place are the detector's work.
 */
export interface Rule<Specs extends ThresholdSpecs = ThresholdSpecs> {
  readonly name: RuleName
  readonly thresholds: Specs
  /** Facts it rests on: what a preview must read. */
  readonly needs: readonly Fact['kind'][]
  /** It rests on what a connected station tells: nothing opens or ends while the station is away. */
  readonly needsLink: boolean
  see(memory: StationMemory, limits: Thresholds<Specs>, around: Surroundings, isOpen: IsOpen): readonly Sighting[]
  /** When it may see something else although nothing happens; epoch ms, later than now. */
  lookAgainAt?(memory: StationMemory, limits: Thresholds<Specs>, around: Surroundings): number | null
}

/** Lets the compiler tie a rule's limits to what it declares. */
export const defineRule = <Specs extends ThresholdSpecs>(rule: Rule<Specs>): Rule => rule as unknown as Rule

export const WHOLE: Place = { evse: 0, connector: 0 }
export const placeKey = ({ evse, connector }: Place): string => `${evse}.${connector}`
