import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { bus } from '../../bus/process-bus'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { addEntry } from '../../faults/entries'
import { faultsInScope } from '../../faults/in-scope'
import { DomainError, notFound } from '../../kernel/errors'
import { nextStep } from '../next-step'
import { playbookFor } from '../playbook-for'
import { loadFacts } from '../queries/load-facts'
import { loadPolicy } from '../queries/load-policy'
import { readRun } from '../stored-run'
import { endRun } from './end-run'

/**
 * A person has a fault's playbook played now, whatever the policy's mode and hours; every guard that protects people and stations
 * holds all the same. A dry run gives way. The worker takes the first step within seconds.
 * @throws DomainError forbidden | not-found | conflict (closed, runs already, no playbook, or the guard that forbids it for good)
 */
export async function runPlaybook(actor: Actor, faultId: bigint): Promise<{ id: bigint }> {
  requireAct(actor, 'faults.write')
  return db().$transaction(async (tx) => {
    const fault = await holdFault(tx, actor, faultId)
    if (fault.closedAt !== null) throw refused('closed')
    const now = new Date()
    const open = await tx.playbookRun.findFirst({ where: { faultId, endedAt: null } })
    if (open !== null) {
      if (!open.isDryRun) throw refused('runs-already')
      await endRun(
        tx,
        { ...open, runId: open.id },
        null,
        { kind: 'end', state: 'stopped', why: 'by-person' },
        now,
        actor.ref,
      )
    }
    const playbook = playbookFor(fault.cause)
    if (playbook === null) throw refused(fault.isSafety ? 'safety' : 'no-playbook')
    const { facts, siteId } = await loadFacts(tx, { id: null, faultId, commandId: null }, now)
    const run = { playbook: playbook.name, isDryRun: false, isByPerson: true, startedAt: now.getTime(), steps: [] }
    const next = nextStep(run, facts, await loadPolicy(tx, siteId), now.getTime())
    if (next.kind === 'end') throw refused(next.why)
    const { id } = await tx.playbookRun.create({
      data: {
        faultId,
        stationId: fault.stationId,
        playbook: playbook.name,
        isDryRun: false,
        startedBy: actor.ref,
        startedAt: now,
        nextAt: now,
      },
      select: { id: true },
    })
    const detail = { runId: String(id), playbook: playbook.name, isDryRun: false, event: 'started' } as const
    await addEntry(tx, { faultId, at: now, kind: 'recovery', by: actor.ref, detail })
    await audit(tx, actor, 'fault.recover', subjectOf(fault), {
      after: { id: String(faultId), playbook: playbook.name },
    })
    return { id }
  })
}

/**
 * A person stops a fault's run. What the station has been asked already it does; nothing more is asked.
 * @throws DomainError forbidden | not-found | conflict (nothing runs)
 */
export async function stopPlaybook(actor: Actor, faultId: bigint): Promise<void> {
  requireAct(actor, 'faults.write')
  const events = await db().$transaction(async (tx) => {
    const fault = await holdFault(tx, actor, faultId)
    const open = await tx.playbookRun.findFirst({ where: { faultId, endedAt: null } })
    if (open === null) throw refused('nothing-runs')
    const now = new Date()
    const run = readRun(open)
    const { facts } = await loadFacts(tx, open, now)
    const ending = { kind: 'end', state: 'stopped', why: 'by-person' } as const
    const ended = await endRun(tx, { ...open, runId: open.id }, run && { run, facts }, ending, now, actor.ref)
    const after = { id: String(faultId), playbook: open.playbook }
    await audit(tx, actor, 'fault.stop-recovery', subjectOf(fault), { after })
    return ended.events
  })
  for (const event of events) bus().publish('live', event)
}

/** Refusals that have words of their own in `problems.reason`. */
const SAID = new Set(['closed', 'runs-already', 'nothing-runs', 'safety', 'no-playbook', 'withdrawn', 'no-station'])

const refused = (why: string) =>
  new DomainError('conflict', `Self-recovery cannot do that now: ${why}.`, {
    reason: `recovery-${SAID.has(why) ? why : 'refused'}`,
  })

/** The run before its fault, as the worker takes them. */
async function holdFault(tx: Transaction, actor: Actor, id: bigint) {
  await tx.$queryRaw`SELECT id FROM playbook_run WHERE fault_id = ${id} AND ended_at IS NULL FOR UPDATE`
  await tx.$queryRaw`SELECT id FROM fault WHERE id = ${id} FOR UPDATE`
  const fault = await tx.fault.findFirst({
    where: { id, ...faultsInScope(actor) },
    select: {
      id: true,
      stationId: true,
      cause: true,
      isSafety: true,
      closedAt: true,
      station: { select: { identity: true } },
    },
  })
  if (fault === null) throw notFound('fault', id)
  return fault
}

const subjectOf = ({ id, station }: { readonly id: bigint; readonly station: { readonly identity: string } | null }) =>
  station === null ? `fault:${id}` : `station:${station.identity}`
