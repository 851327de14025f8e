import { isSameVersion } from './same-version'
import { isOver, isUnderWay, type UpdateStage } from './update-stage'
import { isWithin, type Window } from './window'

/** One station of a campaign, as it is now. */
export interface Candidate {
  readonly updateId: bigint
  readonly wave: number
  readonly stage: UpdateStage
  /** Asked or about to be, and the gateway has not taken it yet. */
  readonly isOnItsWay: boolean
  readonly isOnline: boolean
  /** A session is open: nobody's charging is broken off for firmware. */
  readonly isCharging: boolean
  /** Another update of the station's is under way. */
  readonly isBusy: boolean
  readonly version: string | null
  /** Of its site; the window is meant where the station stands. */
  readonly timeZone: string
}

export interface CampaignRules {
  readonly version: string
  readonly waveSize: number
  readonly window: Window | null
  readonly stopAfterFailures: number
}

export interface NextSteps {
  /** Stations to be asked now, in order. */
  readonly ask: readonly bigint[]
  /** Stations that have the version already. */
  readonly alreadyThere: readonly bigint[]
  /** So many have failed that it stops. */
  readonly isTooBad: boolean
  /** Every station has come to an end. */
  readonly isDone: boolean
}

/**
 * What a running campaign does now. A wave opens when nothing of the waves before it is under way; stations of theirs that could not
 * be asked (offline, charging, outside the window) do not hold it up and are asked when they can be. Never more than a wave's size are
 * under way at once.
 */
export function nextSteps(rules: CampaignRules, stations: readonly Candidate[], now: Date): NextSteps {
  const failures = stations.filter(({ stage }) => stage === 'failed').length
  const waiting = stations.filter(({ stage, isOnItsWay }) => stage === 'waiting' && !isOnItsWay)
  const alreadyThere = waiting.filter(({ version }) => isSameVersion(version, rules.version))
  if (failures >= rules.stopAfterFailures && waiting.length > 0)
    return { ask: [], alreadyThere: [], isTooBad: true, isDone: false }
  const there = new Set(alreadyThere.map(({ updateId }) => updateId))
  const rest = waiting.filter(({ updateId }) => !there.has(updateId))
  return {
    ask: chooseNext(rules, stations, rest, now),
    alreadyThere: [...there],
    isTooBad: false,
    isDone: rest.length === 0 && stations.every(({ stage, updateId }) => isOver(stage) || there.has(updateId)),
  }
}

function chooseNext(
  { waveSize, window }: CampaignRules,
  stations: readonly Candidate[],
  rest: readonly Candidate[],
  now: Date,
): bigint[] {
  const underWay = stations.filter(({ stage, isOnItsWay }) => isUnderWay(stage) || isOnItsWay)
  const canBeAsked = rest.filter(
    ({ isOnline, isCharging, isBusy, timeZone }) =>
      isOnline && !isCharging && !isBusy && isWithin(window, now, timeZone),
  )
  const open = Math.min(...canBeAsked.map(({ wave }) => wave))
  // What is under way of an earlier wave is waited for; stragglers of waves before may join a later one's work.
  if (underWay.some(({ wave }) => wave < open)) return []
  return canBeAsked
    .filter(({ wave }) => wave === open)
    .slice(0, Math.max(0, waveSize - underWay.length))
    .map(({ updateId }) => updateId)
}
