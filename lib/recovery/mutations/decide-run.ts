import type { Transaction } from '../../db/client'
import { addEntries, type EntryDetails, type NewEntry } from '../../faults/entries'
import { liveFaultsOf } from '../../faults/queries/live-faults-of'
import { MINUTE_MS } from '../../kernel/time'
import { type NextStep, nextStep } from '../next-step'
import { loadFacts } from '../queries/load-facts'
import { loadPolicy } from '../queries/load-policy'
import { openStep, type Run, type StepRecord } from '../run'
import { readRun } from '../stored-run'
import { asJson } from './ask-step'
import type { Decided } from './decided'
import { endRun } from './end-run'
import { moveToRecovering } from './move-stage'
import { takeUpStep } from './take-up-step'

/** Nobody else looks at a step that is being asked for; after this, whoever was asking has died. */
const ASKING_MS = MINUTE_MS
/** What two workers decide of one station they decide one after the other. */
const STATION_LOCKS = 4_711_022

const NOTHING: Decided = { ask: null, goesOn: false, events: [] }

/** One decision about one run, in the caller's transaction. Nothing when another worker is at it, or it is not due any more. */
export async function decideRun(tx: Transaction, id: bigint, now: Date): Promise<Decided> {
  const held = await tx.$queryRaw<{ station_id: bigint | null }[]>`
    SELECT station_id FROM playbook_run WHERE id = ${id} AND ended_at IS NULL AND next_at <= ${now} FOR UPDATE SKIP LOCKED`
  if (held[0] === undefined) return NOTHING
  const stationKey = Number(BigInt.asIntN(31, held[0].station_id ?? 0n))
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${STATION_LOCKS}::int, ${stationKey}::int)::text`
  const row = await tx.playbookRun.findUniqueOrThrow({ where: { id } })
  const run = readRun(row)
  const base = { runId: id, faultId: row.faultId, isDryRun: row.isDryRun, playbook: row.playbook }
  if (run === null) return endRun(tx, base, null, { kind: 'end', state: 'stopped', why: 'no-playbook' }, now)
  const under = openStep(run)
  if (under !== null && row.state === 'asking') {
    await takeUpStep(tx, { ...base, stationId: row.stationId, run, under }, now)
    return { ask: null, goesOn: true, events: [] }
  }
  const { facts, siteId, identity } = await loadFacts(tx, { id, faultId: row.faultId, commandId: row.commandId }, now)
  const next = nextStep(run, facts, await loadPolicy(tx, siteId), now.getTime())
  const tell = (event: EntryDetails['recovery']['event'], more: object = {}): NewEntry => ({
    faultId: row.faultId,
    at: now,
    kind: 'recovery',
    by: 'worker',
    detail: { runId: String(id), playbook: run.playbook, isDryRun: run.isDryRun, event, ...more },
  })
  switch (next.kind) {
    case 'wait': {
      const why = next.why === 'proving' ? null : next.why
      await tx.playbookRun.update({
        where: { id },
        data: { nextAt: new Date(next.until), why, ...(under === null && { state: 'waiting' }) },
      })
      return NOTHING
    }
    case 'act':
      return act(tx, { ...base, identity, run }, next, now, tell)
    case 'done': {
      const steps = withLast(run, { doneAt: next.at })
      await tx.playbookRun.update({ where: { id }, data: { state: 'proving', steps: asJson(steps) } })
      await addEntries(tx, [tell('proven', { step: under?.step, commandId: under?.commandId ?? undefined })])
      return { ask: null, goesOn: true, events: [] }
    }
    case 'settle': {
      const steps = withLast(run, { outcome: next.outcome, why: next.why, endedAt: now.getTime() })
      await tx.playbookRun.update({ where: { id }, data: { state: 'waiting', commandId: null, steps: asJson(steps) } })
      if (next.outcome !== 'would')
        await addEntries(tx, [tell('unproven', { step: under?.step, ...(next.why !== null && { why: next.why }) })])
      return { ask: null, goesOn: true, events: [] }
    }
    case 'end':
      return endRun(tx, base, { facts, run }, next, now)
  }
}

const withLast = ({ steps }: Run, changed: Partial<StepRecord>): readonly StepRecord[] =>
  steps.map((step, index) => (index === steps.length - 1 ? { ...step, ...changed } : step))

interface Acting {
  readonly runId: bigint
  readonly faultId: bigint
  readonly identity: string | null
  readonly run: Run
}

/** The step is on paper before anybody is asked. */
async function act(
  tx: Transaction,
  { runId, faultId, identity, run }: Acting,
  { step, attempt, of, command, onlyIf }: Extract<NextStep, { kind: 'act' }>,
  now: Date,
  tell: (event: 'step', more: object) => NewEntry,
): Promise<Decided> {
  const at = now.getTime()
  const record: StepRecord = {
    step,
    attempt,
    of,
    at,
    commandId: null,
    doneAt: null,
    outcome: null,
    endedAt: null,
    why: null,
  }
  const steps = asJson([...run.steps, record])
  const entry = tell('step', { step })
  if (run.isDryRun || identity === null) {
    await tx.playbookRun.update({ where: { id: runId }, data: { why: null, steps } })
    await addEntries(tx, [entry])
    return { ask: null, goesOn: true, events: [] }
  }
  await tx.playbookRun.update({
    where: { id: runId },
    data: { state: 'asking', why: null, commandId: null, nextAt: new Date(at + ASKING_MS), steps },
  })
  await addEntries(tx, [...(await moveToRecovering(tx, faultId, now)), entry])
  return {
    ask: { runId, faultId, identity, command, onlyIf, at },
    goesOn: false,
    events: await liveFaultsOf(tx, [faultId]),
  }
}
