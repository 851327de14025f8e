import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../kernel/time'
import { LONGEST_WAIT_MS, nextStep, PATIENCE_MS, PROVEN_AFTER_MS } from './next-step'
import { USUAL_POLICY } from './policy'
import { aConnector, aRun, aStep, LIVE, NOON, someFacts } from './testing/facts'

const asked = aStep({ step: 'ask-status', outcome: 'unproven', doneAt: NOON, endedAt: NOON })

describe('choosing a step', () => {
  it('asks before it does', () => {
    expect(nextStep(aRun(), someFacts(), LIVE, NOON)).toMatchObject({
      kind: 'act',
      step: 'ask-status',
      attempt: 1,
      of: 1,
      command: { type: 'trigger', message: 'StatusNotification', evseId: 1, connectorId: 1 },
    })
    expect(nextStep(aRun({ steps: [asked] }), someFacts(), LIVE, NOON)).toMatchObject({
      kind: 'act',
      step: 'soft-reset',
      attempt: 1,
      of: 2,
      command: { type: 'reset', kind: 'soft' },
    })
  })

  it('tries again what may be tried again, then what is harder, then gives up', () => {
    const facts = someFacts({ tried: [] })
    const done = { outcome: 'unproven', doneAt: NOON, endedAt: NOON } as const
    const soft = aStep({ ...done, step: 'soft-reset' })
    const hard = aStep({ ...done, step: 'hard-reset' })
    const next = (...steps: (typeof soft)[]) => nextStep(aRun({ steps }), facts, LIVE, NOON)
    expect(next(asked, soft)).toMatchObject({ kind: 'act', step: 'soft-reset' })
    expect(next(asked, soft, soft)).toMatchObject({ kind: 'act', step: 'hard-reset' })
    expect(next(asked, soft, soft, hard)).toEqual({ kind: 'end', state: 'failed', why: 'no-steps-left' })
  })

  it('counts what was tried for other faults of the same station', () => {
    const tried = [
      { step: 'soft-reset', at: NOON - 9 * HOUR_MS },
      { step: 'soft-reset', at: NOON - 5 * HOUR_MS },
    ] as const
    expect(nextStep(aRun({ steps: [asked] }), someFacts({ tried }), LIVE, NOON)).toMatchObject({ step: 'hard-reset' })
    expect(nextStep(aRun({ steps: [asked] }), someFacts({ tried: tried.slice(1) }), LIVE, NOON)).toMatchObject({
      step: 'soft-reset',
      attempt: 2,
    })
  })

  it('does not ask for a status of what no status tells of, and restarts for it once', () => {
    const facts = someFacts({ fault: { code: 'failed-starts', cause: 'failed-starts' } })
    expect(nextStep(aRun(), facts, LIVE, NOON)).toMatchObject({ kind: 'act', step: 'soft-reset' })
    const soft = aStep({ outcome: 'unproven', doneAt: NOON })
    expect(nextStep(aRun({ steps: [soft] }), facts, LIVE, NOON)).toMatchObject({ step: 'hard-reset' })
  })

  it('unlocks and enables the fault’s own place only', () => {
    const lock = someFacts({ fault: { cause: 'ConnectorLockFailure', evse: 2 }, connectors: [aConnector({ evse: 2 })] })
    expect(nextStep(aRun({ steps: [asked] }), lock, LIVE, NOON)).toMatchObject({
      command: { type: 'unlock', evseId: 2, connectorId: 1 },
    })
    const whole = { ...lock, fault: { ...lock.fault, evse: 0, connector: 0 } }
    expect(nextStep(aRun({ steps: [asked] }), whole, LIVE, NOON)).toMatchObject({ step: 'soft-reset' })
    const away = someFacts({ fault: { code: 'unavailable', cause: 'unavailable' } })
    expect(nextStep(aRun({ steps: [asked] }), away, LIVE, NOON)).toMatchObject({
      command: { type: 'change-availability', evseId: 1, connectorId: 1, operative: true },
    })
  })

  it('has nothing for a cause that only a person may clear, or that nothing is known for', () => {
    expect(nextStep(aRun(), someFacts({ fault: { cause: 'GroundFailure' } }), LIVE, NOON)).toMatchObject({
      kind: 'end',
    })
    expect(nextStep(aRun(), someFacts({ fault: { cause: 'offline' } }), LIVE, NOON)).toEqual({
      kind: 'end',
      state: 'stopped',
      why: 'no-playbook',
    })
  })

  it('gives up when no moment came', () => {
    const busy = someFacts({ sessions: [{ evse: 1, chargingState: 'charging' }] })
    expect(nextStep(aRun(), busy, LIVE, NOON)).toEqual({ kind: 'wait', until: NOON + MINUTE_MS, why: 'in-use' })
    expect(nextStep(aRun(), busy, LIVE, NOON + LONGEST_WAIT_MS + 1)).toMatchObject({ why: 'waited-too-long' })
  })
})

describe('a dry run', () => {
  const run = aRun({ isDryRun: true })
  it('says each step once, waits as long as the step would take, and touches nothing', () => {
    expect(nextStep(run, someFacts(), USUAL_POLICY, NOON)).toMatchObject({ kind: 'act', step: 'ask-status' })
    const said = aStep({ step: 'ask-status', commandId: null })
    const waiting = { ...run, steps: [said] }
    expect(nextStep(waiting, someFacts(), USUAL_POLICY, NOON)).toEqual({
      kind: 'wait',
      until: NOON + 30 * SECOND_MS,
      why: null,
    })
    expect(nextStep(waiting, someFacts(), USUAL_POLICY, NOON + 30 * SECOND_MS)).toMatchObject({ outcome: 'would' })
  })
  it('never takes credit', () => {
    const closed = someFacts({ fault: { closedAt: NOON + 1, closeReason: 'over' } })
    const said = { ...run, steps: [aStep({ commandId: null })] }
    expect(nextStep(said, closed, USUAL_POLICY, NOON + HOUR_MS)).toEqual({ kind: 'end', state: 'stopped', why: 'over' })
  })
})

describe('a step under way', () => {
  const run = aRun({ steps: [aStep()] })
  const later = NOON + 10 * SECOND_MS
  const at = (stage: 'queued' | 'accepted' | 'confirmed' | 'rejected' | 'timed-out') =>
    nextStep(run, someFacts({ command: { stage, confirmedAt: stage === 'confirmed' ? NOON + 1 : null } }), LIVE, later)

  it('is done only when the station’s messages prove it', () => {
    expect(at('queued')).toMatchObject({ kind: 'wait', why: null })
    expect(at('accepted')).toMatchObject({ kind: 'wait', why: null })
    expect(at('confirmed')).toEqual({ kind: 'done', at: NOON + 1 })
    expect(at('rejected')).toEqual({ kind: 'settle', outcome: 'refused', why: 'rejected' })
    expect(at('timed-out')).toEqual({ kind: 'settle', outcome: 'refused', why: 'timed-out' })
  })

  it('that the gateway kept back in the last moment was not tried, and is not spent, until that has happened often', () => {
    const heldBack = { stage: 'failed', confirmedAt: null, heldBack: 'in-use' } as const
    expect(nextStep(run, someFacts({ command: heldBack }), LIVE, later)).toEqual({
      kind: 'settle',
      outcome: 'not-asked',
      why: 'in-use',
    })
    const kept = aStep({
      step: 'ask-status',
      outcome: 'not-asked',
      endedAt: NOON,
      doneAt: null,
      commandId: '1',
      why: 'busy',
    })
    const [again, minute] = [aRun({ steps: [kept] }), NOON + MINUTE_MS]
    expect(nextStep(again, someFacts(), LIVE, later)).toEqual({ kind: 'wait', until: minute, why: 'busy' })
    const first = nextStep(again, someFacts(), LIVE, minute)
    expect(first).toMatchObject({ kind: 'act', step: kept.step })
    const often = nextStep(aRun({ steps: Array(30).fill(kept) }), someFacts(), LIVE, minute)
    expect(often).not.toMatchObject({ step: kept.step })
  })

  it('says what must still be so when it leaves', () => {
    const next = nextStep(aRun(), someFacts(), LIVE, NOON)
    expect(next).toMatchObject({ kind: 'act', onlyIf: { nobody: { evse: someFacts().fault.evse } } })
  })

  it('is given up when its command never settles', () => {
    expect(
      nextStep(run, someFacts({ command: { stage: 'accepted', confirmedAt: null } }), LIVE, NOON + HOUR_MS),
    ).toMatchObject({
      outcome: 'refused',
    })
  })
})

describe('proof', () => {
  const done = NOON + 30 * SECOND_MS
  const run = aRun({ steps: [aStep({ doneAt: done })] })
  const good = [aConnector({ status: 'available', toldAt: done + SECOND_MS })]
  const long = done + SECOND_MS + PROVEN_AFTER_MS

  it('is not there while the connector is faulted, nor by what it said before', () => {
    const settled = done + 3 * MINUTE_MS
    expect(nextStep(run, someFacts(), LIVE, settled - 1)).toMatchObject({ kind: 'wait', why: 'proving' })
    expect(nextStep(run, someFacts(), LIVE, settled)).toEqual({ kind: 'settle', outcome: 'unproven', why: null })
    const before = [aConnector({ status: 'available', toldAt: NOON - 1 })]
    expect(nextStep(run, someFacts({ connectors: before }), LIVE, settled)).toMatchObject({ outcome: 'unproven' })
  })

  it('of a told event needs a while of health; then the run closes it', () => {
    const facts = someFacts({ fault: { source: 'event', code: 'Connector.Problem' }, connectors: good })
    expect(nextStep(run, facts, LIVE, long - 1)).toMatchObject({ kind: 'wait', why: 'proving' })
    expect(nextStep(run, facts, LIVE, long)).toEqual({ kind: 'end', state: 'succeeded', why: 'proven' })
    const again = { ...facts, fault: { ...facts.fault, lastSeenAt: done + 1 } }
    expect(nextStep(run, again, LIVE, long)).toMatchObject({ outcome: 'unproven' })
  })

  it('of what a rule saw is the rule’s own end of it', () => {
    const facts = someFacts({ connectors: good })
    expect(nextStep(run, facts, LIVE, long)).toMatchObject({ kind: 'wait', why: 'proving' })
    const closed = { ...facts, fault: { ...facts.fault, closedAt: long, closeReason: 'over' } }
    expect(nextStep(run, closed, LIVE, long)).toEqual({ kind: 'end', state: 'succeeded', why: 'proven' })
    expect(nextStep(run, facts, LIVE, done + PATIENCE_MS)).toMatchObject({ kind: 'settle', outcome: 'unproven' })
  })

  it('of a fault the station took back itself waits, and is lost when it comes back', () => {
    const closedAt = done + 2 * SECOND_MS
    const facts = someFacts({ fault: { source: 'event', closedAt, closeReason: 'over' }, connectors: good })
    expect(nextStep(run, facts, LIVE, closedAt)).toMatchObject({ kind: 'wait', why: 'proving' })
    expect(nextStep(run, facts, LIVE, closedAt + PROVEN_AFTER_MS)).toMatchObject({ state: 'succeeded' })
    const back = { ...facts, fault: { ...facts.fault, hasComeBack: true } }
    expect(nextStep(run, back, LIVE, closedAt + PROVEN_AFTER_MS)).toEqual({
      kind: 'end',
      state: 'failed',
      why: 'came-back',
    })
  })

  it('is not claimed for what was over before, what a person closed, and what the step did not do', () => {
    const end = (fault: object, stage: 'confirmed' | 'rejected' = 'confirmed', steps = run.steps) =>
      nextStep(
        { ...run, steps },
        someFacts({ fault, connectors: good, command: { stage, confirmedAt: null } }),
        LIVE,
        long,
      )
    const over = { kind: 'end', state: 'stopped', why: 'over' }
    expect(end({ closedAt: NOON - 1, closeReason: 'over' })).toEqual(over)
    expect(end({ closedAt: long, closeReason: 'over' }, 'rejected', [aStep()])).toEqual(over)
    expect(end({ closedAt: long, closeReason: 'over' }, 'confirmed', [])).toEqual(over)
    expect(end({ closedAt: long, closeReason: 'repaired' })).toEqual({ ...over, why: 'closed' })
    expect(end({ closedAt: long, closeReason: 'recovered' })).toMatchObject({ state: 'succeeded' })
  })

  it('of what no status tells of comes from the rule that sees somebody succeed', () => {
    const facts = someFacts({ fault: { code: 'failed-starts', cause: 'failed-starts' }, connectors: good })
    expect(nextStep(run, facts, LIVE, done + HOUR_MS)).toMatchObject({ kind: 'wait', why: 'proving' })
    expect(nextStep(run, facts, LIVE, done + PATIENCE_MS)).toMatchObject({ outcome: 'unproven' })
    const closed = { ...facts, fault: { ...facts.fault, closedAt: done + HOUR_MS, closeReason: 'over' } }
    expect(nextStep(run, closed, LIVE, done + HOUR_MS)).toMatchObject({ state: 'succeeded' })
  })
})
