import type { CommandInput } from '../commands/command'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../kernel/time'
import type { CommandStage } from '../live/events'
import type { RecoveryFacts } from './facts'
import type { Guard } from './guard'
import { attemptsOf, forbids, type Refusal } from './guards'
import { HELD_BACK, type HeldBack } from './held-back'
import { endsInStatus, wellSince } from './is-well'
import { playbookFor } from './playbook-for'
import type { RecoveryPolicy } from './policy'
import { type Precondition, preconditionOf } from './precondition'
import { openStep, type Run, type StepOutcome, type StepRecord } from './run'
import { commandOf, STEPS, type StepName } from './steps'

/** Why a run ended, beside the guards. */
export const END_REASONS = [
  'proven',
  'over',
  'came-back',
  'unproven',
  'no-steps-left',
  'waited-too-long',
  'dry-run',
  'no-playbook',
  'by-person',
] as const
export type EndReason = (typeof END_REASONS)[number] | Guard

/** What is to be done with a run now. */
export type NextStep =
  /** Ask the station; of a dry run: only say so. */
  | {
      readonly kind: 'act'
      readonly step: StepName
      readonly attempt: number
      readonly of: number
      readonly command: CommandInput
      /** What must still be so when it leaves. */
      readonly onlyIf: Precondition
    }
  /** The step under way is proven done: what it does to the fault is yet to be seen. */
  | { readonly kind: 'done'; readonly at: number }
  /** The step under way has ended; ask again at once. */
  | { readonly kind: 'settle'; readonly outcome: StepOutcome; readonly why: string | null }
  /** Look again then. A guard's name: it forbids the next step; null: the step under way takes its time. */
  | { readonly kind: 'wait'; readonly until: number; readonly why: Guard | 'proving' | null }
  | {
      readonly kind: 'end'
      readonly state: 'succeeded' | 'failed' | 'stopped'
      readonly why: EndReason
    }

/** How long the station must have said that it is well before anything counts as mended. */
export const PROVEN_AFTER_MS = 5 * MINUTE_MS
/** A fault whose end statuses cannot tell ends when the detector sees somebody succeed: that takes time. */
export const PATIENCE_MS = 12 * HOUR_MS
/** A run that found no moment for its next step for so long has missed it. */
export const LONGEST_WAIT_MS = DAY_MS
/** A command that never settles: the gateway gives it up much sooner. */
const ANSWER_WITHIN_MS = 15 * MINUTE_MS
const LOOK_MS = 5 * SECOND_MS
const SELDOM_MS = MINUTE_MS

/**
 * What comes next in a run: the whole of self-recovery's judgement. Pure; all instants epoch ms. A step is only ever taken when no
 * guard forbids it at this moment, and a run has only succeeded when the station's own messages have said so for a while.
 */
export function nextStep(run: Run, facts: RecoveryFacts, policy: RecoveryPolicy, now: number): NextStep {
  const under = openStep(run)
  if (facts.fault.closedAt !== null) return afterClose(run, facts, facts.fault.closedAt, now)
  if (under !== null) return run.isDryRun ? imagine(under, now) : watch(under, facts, now)
  return choose(run, facts, policy, now)
}

const end = (state: 'succeeded' | 'failed' | 'stopped', why: EndReason): NextStep => ({ kind: 'end', state, why })
const wait = (until: number, why: Guard | 'proving' | null = null): NextStep => ({ kind: 'wait', until, why })
const settle = (outcome: StepOutcome, why: string | null = null): NextStep => ({ kind: 'settle', outcome, why })

/** The first step that is left and allowed. */
function choose(run: Run, facts: RecoveryFacts, policy: RecoveryPolicy, now: number): NextStep {
  const playbook = playbookFor(facts.fault.cause)
  if (playbook === null) return end('stopped', facts.fault.isSafety ? 'safety' : 'no-playbook')
  if (now - run.startedAt > LONGEST_WAIT_MS)
    return end('failed', run.steps.some(({ doneAt }) => doneAt !== null) ? 'unproven' : 'waited-too-long')
  const held = heldBackUntil(run)
  if (held !== null && now < held.until) return wait(held.until, held.why)
  const first = facts.connectors.find(({ evse }) => facts.fault.evse === 0 || evse === facts.fault.evse) ?? null
  let skipped: Refusal | null = null
  for (const step of playbook.steps) {
    if (isSpent(step, run, facts, policy)) continue
    const command = commandOf(step, facts.fault, first)
    if (command === null) continue
    const refusal = forbids(step, playbook, run, facts, policy, now)
    if (refusal === null)
      return {
        kind: 'act',
        step,
        attempt: attemptsOf(step, facts, now) + 1,
        of: timesOf(step, run, facts, policy),
        command,
        onlyIf: preconditionOf(step, playbook, facts.fault.evse),
      }
    if (refusal.until === 'never') return end('stopped', refusal.guard)
    if (refusal.until !== 'step') return wait(refusal.until, refusal.guard)
    skipped = refusal
  }
  if (run.isDryRun) return end('stopped', 'dry-run')
  return end('failed', skipped?.guard ?? 'no-steps-left')
}

/** How often a run may take a step; what no status tells of is restarted once, and then somebody has to charge. */
const timesOf = (step: StepName, { isDryRun }: Run, { fault }: RecoveryFacts, { maxTries }: RecoveryPolicy): number =>
  STEPS[step].repeats && endsInStatus(fault) && !isDryRun ? maxTries : 1

/** A station where somebody always comes in the last moment is left to people. */
const MOST_HELD_BACK = 30
/** Whoever was there in the last moment is not gone in the next. */
const HELD_BACK_MS = MINUTE_MS

/** When the last step was kept back by the gateway: until when nothing is tried. */
function heldBackUntil({ steps }: Run): { readonly until: number; readonly why: HeldBack } | null {
  const last = steps.at(-1)
  const why = HELD_BACK.find((one) => one === last?.why)
  if (last?.outcome !== 'not-asked' || last.endedAt === null || why === undefined) return null
  return { until: last.endedAt + HELD_BACK_MS, why }
}

/** Whether a run has no more use for a step. Asking for a status tells nothing of a fault that no status tells of. */
function isSpent(step: StepName, run: Run, facts: RecoveryFacts, policy: RecoveryPolicy): boolean {
  if (step === 'ask-status' && !endsInStatus(facts.fault)) return true
  const own = run.steps.filter((one) => one.step === step)
  const asked = own.filter(({ outcome }) => outcome !== 'not-asked').length
  return asked >= timesOf(step, run, facts, policy) || own.length - asked >= MOST_HELD_BACK
}

/** A dry run says its next step when the one before would have failed. */
function imagine({ step, at }: StepRecord, now: number): NextStep {
  const until = at + STEPS[step].settleMs
  return now < until ? wait(until) : settle('would')
}

const REFUSED: ReadonlySet<CommandStage> = new Set(['rejected', 'failed', 'timed-out', 'expired'])

/** Looks at what became of the step under way. */
function watch(under: StepRecord, facts: RecoveryFacts, now: number): NextStep {
  if (under.doneAt === null) return awaitDone(under, facts, now)
  const { fault } = facts
  const patience = endsInStatus(fault) ? STEPS[under.step].settleMs : PATIENCE_MS
  const isSaidAgain = fault.source !== 'rule' && fault.lastSeenAt > under.doneAt
  const well = isSaidAgain ? null : wellSince(facts, under.at)
  if (well === null) {
    const until = under.doneAt + patience
    if (now >= until) return settle('unproven')
    return wait(Math.min(until, now + (patience === PATIENCE_MS ? SELDOM_MS : LOOK_MS)), 'proving')
  }
  if (now < well + PROVEN_AFTER_MS) return wait(lookUntil(well + PROVEN_AFTER_MS, now), 'proving')
  // What a rule opened the rule ends: it knows this station's habits. Two judges would open and close it in turns.
  if (fault.source !== 'rule') return end('succeeded', 'proven')
  return now < under.doneAt + PATIENCE_MS ? wait(now + SELDOM_MS, 'proving') : settle('unproven')
}

/** Asked, and not proven done yet. */
function awaitDone({ commandId, at }: StepRecord, { command }: RecoveryFacts, now: number): NextStep {
  if (commandId === null) return wait(now + LOOK_MS)
  const stage = command?.stage ?? 'failed'
  if (stage === 'confirmed') return { kind: 'done', at: command?.confirmedAt ?? now }
  // It was never sent: nothing was tried, and the guards say when it may be.
  if (command?.heldBack) return settle('not-asked', command.heldBack)
  if (REFUSED.has(stage)) return settle('refused', stage)
  return now - at > ANSWER_WITHIN_MS ? settle('refused', 'timed-out') : wait(now + LOOK_MS)
}

/** Statuses change within seconds of a restart: look often, so that one that falls again is seen. */
const lookUntil = (until: number, now: number) => Math.min(until, now + 6 * LOOK_MS)

/** Somebody has closed it: was that our work, and does it stay closed? (A rule that closes while a step is under proof says so itself.) */
function afterClose(run: Run, facts: RecoveryFacts, closedAt: number, now: number): NextStep {
  // A person's word, or another fault that it went on in, is not ours to change.
  if (facts.fault.closeReason === 'recovered' && !run.isDryRun) return end('succeeded', 'proven')
  if (facts.fault.closeReason !== 'over') return end('stopped', 'closed')
  const under = openStep(run)
  if (run.isDryRun || under === null || closedAt < under.at) return end('stopped', 'over')
  if (under.doneAt === null) {
    const next = awaitDone(under, facts, now)
    return next.kind === 'settle' ? end('stopped', 'over') : next
  }
  if (facts.fault.hasComeBack) return end('failed', 'came-back')
  // What no status tells of was ended by its rule, which has seen somebody succeed.
  if (!endsInStatus(facts.fault)) return end('succeeded', 'proven')
  const well = wellSince(facts, under.at)
  if (well === null) {
    const until = closedAt + STEPS[under.step].settleMs
    return now < until ? wait(now + LOOK_MS, 'proving') : end('stopped', 'over')
  }
  const provenAt = (facts.fault.source === 'rule' ? well : Math.max(well, closedAt)) + PROVEN_AFTER_MS
  return now < provenAt ? wait(lookUntil(provenAt, now), 'proving') : end('succeeded', 'proven')
}
