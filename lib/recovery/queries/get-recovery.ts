import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { faultsInScope } from '../../faults/in-scope'
import { nameOfRefs } from '../../faults/queries/fault-row'
import { notFound } from '../../kernel/errors'
import { type EndReason, nextStep } from '../next-step'
import { type ChosenPlaybook, playbookFor } from '../playbook-for'
import type { RecoveryPolicy } from '../policy'
import type { StepRecord } from '../run'
import { STEPS, type StepName } from '../steps'
import { readSteps } from '../stored-run'
import { loadFacts } from './load-facts'
import { loadPolicy } from './load-policy'

export type RunState = 'waiting' | 'asking' | 'asked' | 'proving' | 'succeeded' | 'failed' | 'stopped'

export interface RunView {
  readonly id: bigint
  readonly playbook: string
  readonly isDryRun: boolean
  readonly state: RunState
  /** The guard it waits for, or why it ended. */
  readonly why: string | null
  /** "worker", or a person's name for those who may know it. */
  readonly startedBy: string | null
  readonly startedAt: Date
  readonly endedAt: Date | null
  readonly nextAt: Date
  readonly steps: readonly StepRecord[]
}

/** What a run by hand would come to now. */
export type Prospect =
  | { readonly kind: 'act'; readonly step: StepName }
  | { readonly kind: 'wait'; readonly why: string }
  | { readonly kind: 'never'; readonly why: EndReason }

export interface FaultRecovery {
  readonly playbook: {
    readonly name: ChosenPlaybook['name']
    readonly steps: readonly { readonly step: StepName; readonly times: number }[]
  } | null
  /** Only a person on the spot may clear it. */
  readonly isSafety: boolean
  /** Something else the station has, or lately had, endangers people: it is left alone as a whole. */
  readonly isStationUnsafe: boolean
  readonly mode: RecoveryPolicy['mode']
  /** null: the fault is closed. */
  readonly prospect: Prospect | null
  /** The newest first; the first may be under way. */
  readonly runs: readonly RunView[]
}

/** What self-recovery has done, does and could do about a fault. @throws DomainError forbidden | not-found */
export async function getRecovery(actor: Actor, faultId: bigint, now = new Date()): Promise<FaultRecovery> {
  requireAct(actor, 'faults.read')
  const where = { id: faultId, ...faultsInScope(actor) }
  const found = await db().fault.findFirst({ where, select: { cause: true, isSafety: true } })
  if (found === null) throw notFound('fault', faultId)
  const runs = await db().playbookRun.findMany({ where: { faultId }, orderBy: { id: 'desc' }, take: 20 })
  const { facts, policy } = await db().$transaction(async (tx) => {
    const loaded = await loadFacts(tx, { id: null, faultId, commandId: null }, now)
    return { facts: loaded.facts, policy: await loadPolicy(tx, loaded.siteId) }
  })
  const playbook = found.isSafety ? null : playbookFor(found.cause)
  const nameOf = await nameOfRefs(
    actor,
    runs.map(({ startedBy }) => startedBy),
  )
  return {
    playbook: playbook && {
      name: playbook.name,
      steps: playbook.steps.map((step) => ({ step, times: STEPS[step].repeats ? policy.maxTries : 1 })),
    },
    isSafety: found.isSafety,
    isStationUnsafe: facts.safetyCauses.length > 0,
    mode: policy.mode,
    prospect: facts.fault.closedAt === null ? prospectOf(playbook, facts, policy, now.getTime()) : null,
    runs: runs.map(({ faultId: _, stationId: __, commandId: ___, state, startedBy, steps, ...run }) => ({
      ...run,
      state: state as RunState,
      startedBy: nameOf(startedBy),
      steps: readSteps(steps),
    })),
  }
}

function prospectOf(
  playbook: ChosenPlaybook | null,
  facts: Parameters<typeof nextStep>[1],
  policy: RecoveryPolicy,
  now: number,
): Prospect {
  if (playbook === null) return { kind: 'never', why: facts.fault.isSafety ? 'safety' : 'no-playbook' }
  const run = { playbook: playbook.name, isDryRun: false, isByPerson: true, startedAt: now, steps: [] }
  const next = nextStep(run, facts, policy, now)
  if (next.kind === 'act') return { kind: 'act', step: next.step }
  if (next.kind === 'wait') return { kind: 'wait', why: next.why ?? 'busy' }
  return { kind: 'never', why: next.kind === 'end' ? next.why : 'no-steps-left' }
}
