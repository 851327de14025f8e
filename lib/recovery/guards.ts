import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kernel/time'
import { endOfQuiet } from '../notifications/when-to-tell'
import type { RecoveryFacts } from './facts'
import type { Guard } from './guard'
import type { ChosenPlaybook } from './playbook-for'
import type { RecoveryPolicy } from './policy'
import type { Run } from './run'
import { STEPS, type Step, type StepName } from './steps'
import { whoIsThere } from './who-is-there'

export interface Refusal {
  readonly guard: Guard
  /** never: this run is over; step: not this one, the next may do; else look again then (epoch ms). */
  readonly until: number | 'never' | 'step'
}

/** Attempts older than this no longer count. */
export const TRIES_WITHIN_MS = DAY_MS
/** Between two steps that interrupt, doubled with every one of them. */
export const BACK_OFF_MS = 5 * MINUTE_MS
const LONGEST_BACK_OFF_MS = 2 * HOUR_MS
const SOON_MS = MINUTE_MS

/**
 * Whether something forbids a step now; null: nothing does. Every guard is asked before every step, in this order: what ends the run
 * first, so that nobody waits for what will not be.
 */
export function forbids(
  step: StepName,
  playbook: ChosenPlaybook,
  run: Run,
  facts: RecoveryFacts,
  policy: RecoveryPolicy,
  now: number,
): Refusal | null {
  const { fault, station } = facts
  if (fault.isSafety || facts.safetyCauses.length > 0) return never('safety')
  if (station === null) return never('no-station')
  if (fault.closedAt !== null) return never('closed')
  if (!run.isByPerson) {
    if (policy.mode === 'off' || (policy.mode === 'dry-run' && !run.isDryRun)) return never('off')
    if (policy.playbooksOff.includes(playbook.name)) return never('playbook-off')
    if (fault.isInHand) return never('in-hand')
  }
  if (facts.withdrawnEvses.some((evse) => evse === 0 || fault.evse === 0 || evse === fault.evse))
    return never('withdrawn')
  if (attemptsOf(step, facts, now) >= policy.maxTries) return { guard: 'too-many-tries', until: 'step' }
  const soon = (guard: Guard): Refusal => ({ guard, until: now + SOON_MS })
  if (facts.isInMaintenance) return soon('maintenance')
  if (!station.isOnline) return soon('offline')
  if (!station.isAccepted) return soon('not-accepted')
  if (station.isUpdating) return soon('updating')
  if (facts.isBusy) return soon('busy')
  const somebody = whoIsThere(STEPS[step], playbook, facts, now)
  if (somebody !== null) return soon(somebody)
  const rested = backOffUntil(STEPS[step], facts, now)
  if (rested > now) return { guard: 'back-off', until: rested }
  const quiet = run.isByPerson || policy.quietHours === null ? null : quietUntil(policy.quietHours, station, now)
  return quiet === null ? null : { guard: 'quiet-hours', until: quiet }
}

const never = (guard: Guard): Refusal => ({ guard, until: 'never' })

const lately = ({ tried }: RecoveryFacts, now: number) => tried.filter(({ at }) => at > now - TRIES_WITHIN_MS)

/** How often a step was tried at this station within a day, for whichever fault. */
export const attemptsOf = (step: StepName, facts: RecoveryFacts, now: number): number =>
  lately(facts, now).filter((one) => one.step === step).length

/** What was done lately rests before more is done: five minutes, ten, twenty … two hours at most. */
function backOffUntil({ interrupts }: Step, facts: RecoveryFacts, now: number): number {
  if (!interrupts) return 0
  const before = lately(facts, now).filter(({ step }) => STEPS[step].interrupts)
  if (before.length === 0) return 0
  const rest = Math.min(LONGEST_BACK_OFF_MS, BACK_OFF_MS * 2 ** (before.length - 1))
  return Math.max(...before.map(({ at }) => at)) + rest
}

function quietUntil(
  hours: { readonly from: string; readonly until: string },
  { timeZone }: { readonly timeZone: string },
  now: number,
): number | null {
  const quiet = { ...hours, timeZone, weekends: false, exceptSafety: false }
  return endOfQuiet(quiet, new Date(now))?.getTime() ?? null
}
