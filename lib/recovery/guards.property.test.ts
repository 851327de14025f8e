import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSafetyCause } from '../faults/knowledge/all-causes'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kernel/time'
import type { RecoveryFacts } from './facts'
import { LONGEST_WAIT_MS, type NextStep, nextStep, PATIENCE_MS, PROVEN_AFTER_MS } from './next-step'
import type { RecoveryPolicy } from './policy'
import type { Run, StepRecord } from './run'
import type { StepName } from './steps'
import { NOON } from './testing/facts'
import { beginnings, type Happening, happenings, pauses, policies } from './testing/world'

/**
 * What must hold whenever the station is asked for something, said a second time in the plainest words: nothing here is taken from
 * the guards themselves.
 */
function brokenBy(step: StepName, facts: RecoveryFacts, policy: RecoveryPolicy, run: Run, now: number): string[] {
  const { fault, station, connectors, sessions } = facts
  const broken: string[] = []
  const must = (holds: boolean, what: string) => void (holds || broken.push(what))
  const isRestart = step === 'soft-reset' || step === 'hard-reset'
  const interrupts = isRestart || step === 'unlock' || step === 'enable'
  const reached = <One extends { readonly evse: number }>(all: readonly One[]) =>
    all.filter(({ evse }) => isRestart || fault.evse === 0 || evse === fault.evse)

  must(station?.isOnline === true && station.isAccepted, 'station away')
  must(station?.isUpdating === false, 'updating')
  must(!fault.isSafety && !isSafetyCause(fault.cause) && facts.safetyCauses.length === 0, 'safety')
  must(fault.closedAt === null, 'closed')
  must(!facts.isInMaintenance, 'maintenance')
  must(!facts.isBusy, 'busy')
  must(facts.withdrawnEvses.length === 0 || !facts.withdrawnEvses.includes(fault.evse), 'withdrawn')
  must(facts.authorisedAt === null || now - facts.authorisedAt >= 10 * MINUTE_MS, 'authorised')
  must(!reached(connectors).some(({ status }) => status === 'charging' || status === 'suspended-ev'), 'charging')
  must(!reached(sessions).some(({ chargingState }) => chargingState !== 'suspended-evse'), 'session')
  if (interrupts) {
    must(reached(sessions).length === 0, 'session interrupted')
    must(!reached(connectors).some(({ status }) => status === 'reserved'), 'reserved')
    must(!reached(connectors).some(({ status }) => status === 'unknown'), 'unknown')
    const others = reached(connectors).filter(({ evse }) => evse !== fault.evse)
    must(!others.some(({ status }) => ['preparing', 'occupied', 'finishing'].includes(status)), 'plugged in elsewhere')
    must(!(isRestart && facts.reservedEvses.length > 0), 'booked')
    const lately = facts.tried.filter((one) => !['ask-status', 'resend-profile', 'send-local-list'].includes(one.step))
    must(
      lately.every(({ at }) => now - at >= 5 * MINUTE_MS),
      'back-off',
    )
  }
  const sameToday = facts.tried.filter((one) => one.step === step && now - one.at < DAY_MS)
  must(sameToday.length < policy.maxTries, 'too many')
  if (!run.isByPerson) {
    must(policy.mode === 'live', 'not live')
    must(!fault.isInHand, 'in hand')
    must(
      !policy.playbooksOff.includes('restart') || step !== 'hard-reset' || fault.cause === 'ResetFailure',
      'playbook off',
    )
    const [hour, minute] = localTime(now)
    const clock = hour * 60 + minute
    if (policy.quietHours?.from === '22:00') must(clock >= 6 * 60 && clock < 22 * 60, 'night')
    if (policy.quietHours?.from === '12:30') must(clock < 12 * 60 + 30 || clock >= 13 * 60 + 30, 'noon')
  }
  return broken
}

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' })

const localTime = (at: number): [number, number] => {
  const [hour = 0, minute = 0] = clock.format(at).split(':').map(Number)
  return [hour, minute]
}

interface Moment {
  readonly happening: Happening
  readonly pauseMs: number
}

/** Plays a run as the worker does; tells of every step at the moment it is taken. */
function play(
  run: Run,
  facts: RecoveryFacts,
  policy: RecoveryPolicy,
  moments: readonly Moment[],
  onAct: (next: Extract<NextStep, { kind: 'act' }>, facts: RecoveryFacts, run: Run, now: number) => void,
): { run: Run; facts: RecoveryFacts; ended: Extract<NextStep, { kind: 'end' }> | null; now: number } {
  let now = run.startedAt
  const change = (changed: Partial<StepRecord>) => {
    run = { ...run, steps: [...run.steps.slice(0, -1), { ...run.steps.at(-1)!, ...changed }] }
  }
  for (const { happening, pauseMs } of moments) {
    for (let turn = 0; turn < 20; turn++) {
      const next = nextStep(run, facts, policy, now)
      if (next.kind === 'end') return { run, facts, ended: next, now }
      if (next.kind === 'wait') break
      if (next.kind === 'act') {
        onAct(next, facts, run, now)
        const commandId = run.isDryRun ? null : 'c'
        const { step, attempt, of } = next
        const record = { step, attempt, of, at: now, commandId, doneAt: null, outcome: null, endedAt: null, why: null }
        run = { ...run, steps: [...run.steps, record] }
        if (!run.isDryRun)
          facts = {
            ...facts,
            command: { stage: 'queued', confirmedAt: null },
            tried: [...facts.tried, { step, at: now }],
          }
      } else if (next.kind === 'done') change({ doneAt: next.at })
      else change({ outcome: next.outcome, endedAt: now, why: next.why })
    }
    now += pauseMs
    facts = happening(facts, now)
  }
  return { run, facts, ended: null, now }
}

const runs = fc.record({ isDryRun: fc.constantFrom(false, false, false, true), isByPerson: fc.boolean() }).map(
  (run): Run => ({
    ...run,
    isByPerson: run.isByPerson && !run.isDryRun,
    playbook: 'restart',
    startedAt: NOON,
    steps: [],
  }),
)
/** Thousands of days are played: a loaded machine takes its time. */
const PATIENT_MS = 60_000

const moments = fc.array(fc.record({ happening: happenings, pauseMs: pauses }), { minLength: 5, maxLength: 60 })

test('whatever happens, no step is taken while a guard forbids it', { timeout: PATIENT_MS }, () => {
  let taken = 0
  fc.assert(
    fc.property(runs, beginnings(NOON), policies, moments, (run, facts, policy, all) => {
      play(run, facts, policy, all, (next, at, now_, now) => {
        if (now_.isDryRun) return
        taken++
        expect(brokenBy(next.step, at, policy, now_, now)).toEqual([])
      })
    }),
    { numRuns: 600 },
  )
  // A property that nothing ever tests holds of nothing.
  expect(taken).toBeGreaterThan(200)
})

test('whatever happens, nothing has recovered that the station has not been well for a while after a step it proved', {
  timeout: PATIENT_MS,
}, () => {
  let recovered = 0
  fc.assert(
    fc.property(runs, beginnings(NOON), moments, (run, facts, all) => {
      const policy: RecoveryPolicy = { mode: 'live', maxTries: 3, quietHours: null, playbooksOff: [] }
      const { ended, run: after, facts: then, now } = play(run, facts, policy, all, () => undefined)
      if (ended?.state !== 'succeeded') return
      recovered++
      const last = after.steps.at(-1)!
      expect(after.isDryRun).toBe(false)
      expect(last.doneAt).not.toBeNull()
      const place = then.connectors.filter(({ evse }) => then.fault.evse === 0 || evse === then.fault.evse)
      const byStatus = then.fault.source === 'event' || then.fault.code === 'faulted'
      if (byStatus) {
        expect(place.map(({ status }) => status)).not.toContain('faulted')
        expect(place.every(({ toldAt }) => toldAt! > last.at && now - toldAt! >= PROVEN_AFTER_MS)).toBe(true)
      }
      if (then.fault.source === 'rule') expect(then.fault.closeReason).toBe('over')
    }),
    { numRuns: 600 },
  )
  expect(recovered).toBeGreaterThan(5)
})

test('every run ends, however long nothing changes', { timeout: PATIENT_MS }, () => {
  const still: Moment = { happening: (facts) => facts, pauseMs: 10 * MINUTE_MS }
  const longest = LONGEST_WAIT_MS + 3 * PATIENCE_MS + 12 * HOUR_MS
  fc.assert(
    fc.property(runs, beginnings(NOON), policies, moments, (run, facts, policy, all) => {
      const rest = Array.from({ length: longest / still.pauseMs }, () => still)
      expect(play(run, facts, policy, [...all, ...rest], () => undefined).ended).not.toBeNull()
    }),
    { numRuns: 100 },
  )
})
