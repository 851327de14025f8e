import { stat } from 'node:fs/promises'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { bus } from '../../bus/process-bus'
import { audit } from '../../db/audit'
import { db, type Prisma, type Transaction } from '../../db/client'
import { liveFaultsOf } from '../../faults/queries/live-faults-of'
import { pathOfBytes } from '../../files/queries/open-bytes'
import { DomainError } from '../../kernel/errors'
import { unstorableText } from '../../kernel/unstorable'
import type { FaultChanged, ScopedEvent } from '../../live/events'
import { maintainFromJob } from '../../maintenance/mutations/maintain-from-job'
import { boundedTime, correctedTime } from '../corrected-time'
import { type Conflict, decideEntry, type Standing } from '../decide-entry'
import { plansForOthers, userIdOf, workOrdersInScope } from '../scope'
import { type Sync, type SyncResult, syncSchema } from '../sync'
import { type WorkEntry, workEntrySchema } from '../work-entry'
import type { WorkState } from '../work-order'
import { closeJob } from './close-job'
import { tellFault } from './tell-fault'

/** An entry and when it was done, by our clock. */
interface Timed {
  readonly entry: WorkEntry
  readonly at: Date
}
type FaultEvent = ScopedEvent & { readonly event: FaultChanged }

/**
 * Takes in what a tablet has queued: any number of times, in any order, from any number of tablets. Every entry that can be read and
 * whose job is in scope is kept for ever; what it does to the job is decided once, when it first comes, and what could not be
 * applied says why (decide-entry.ts).
 * @throws DomainError forbidden | invalid (not a list of entries)
 */
export async function recordEntries(actor: Actor, input: Sync, now = new Date()): Promise<readonly SyncResult[]> {
  requireAct(actor, 'field.work')
  // Not `validated`: a text that cannot be stored is its entry's fault alone.
  const { data } = syncSchema.safeParse(input)
  if (!data) throw new DomainError('invalid', 'Not a list of entries.', { entries: 'invalid' })
  const { sentAt, entries } = data
  const results = new Map<string, SyncResult>()
  const jobs = new Map<string, Timed[]>()
  for (const said of entries) {
    const { data: entry } = workEntrySchema.safeParse(said)
    if (!entry || unstorableText(said) !== null)
      results.set(said.id, { id: said.id, outcome: 'refused', reason: 'invalid' })
    else if (entry.file !== null && !(await isHere(entry.file)))
      results.set(entry.id, { id: entry.id, outcome: 'needs-file' })
    else {
      const timed = { entry, at: correctedTime(new Date(entry.at), new Date(sentAt), now) }
      jobs.set(entry.workOrderId, [...(jobs.get(entry.workOrderId) ?? []), timed])
    }
  }
  for (const [workOrderId, timed] of jobs) {
    // As they were done; what was done in the same millisecond, as it was queued.
    const inOrder = timed.toSorted((a, b) => a.at.getTime() - b.at.getTime())
    const taken = await db().$transaction((tx) => recordForJob(tx, actor, BigInt(workOrderId), inOrder, now))
    for (const result of taken.results) results.set(result.id, result)
    for (const event of taken.events) bus().publish('live', event)
  }
  return entries.flatMap(({ id }) => results.get(id) ?? [])
}

const isHere = (sha256: string): Promise<boolean> =>
  stat(pathOfBytes(sha256)).then(
    () => true,
    () => false,
  )

async function recordForJob(
  tx: Transaction,
  actor: Actor,
  id: bigint,
  timed: readonly Timed[],
  now: Date,
): Promise<{ results: readonly SyncResult[]; events: readonly FaultEvent[] }> {
  const job = await lockJob(tx, actor, id)
  if (job === null) return { results: timed.map(({ entry }) => refused(entry.id, 'not-found')), events: [] }
  const results: SyncResult[] = []
  const kinds: string[] = []
  const known = await knownEntries(tx, timed)
  for (const one of timed) {
    const before = known.get(one.entry.id)
    if (before === undefined) {
      const conflict = await take(tx, actor, job, one, now)
      known.set(one.entry.id, { workOrderId: id, conflict })
      kinds.push(conflict === null ? one.entry.kind : `${one.entry.kind}: ${conflict}`)
      results.push({ id: one.entry.id, outcome: 'stored', conflict })
    } else if (before.workOrderId === id) {
      results.push({ id: one.entry.id, outcome: 'stored', conflict: before.conflict as Conflict | null })
    } else results.push(refused(one.entry.id, 'invalid'))
  }
  if (kinds.length === 0) return { results, events: [] }
  await audit(tx, actor, 'work.record', `station:${job.station.identity}`, { after: { id: String(id), kinds } })
  return { results, events: await liveFaultsOf(tx, job.faultId === null ? [] : [job.faultId]) }
}

const refused = (id: string, reason: 'invalid' | 'not-found'): SyncResult => ({ id, outcome: 'refused', reason })

async function knownEntries(tx: Transaction, timed: readonly Timed[]) {
  const rows = await tx.workEntry.findMany({
    where: { id: { in: timed.map(({ entry }) => entry.id) } },
    select: { id: true, workOrderId: true, conflict: true },
  })
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

/** Two tablets with the same job come one after the other. */
async function lockJob(tx: Transaction, actor: Actor, id: bigint) {
  await tx.$queryRaw`SELECT id FROM work_order WHERE id = ${id} FOR UPDATE`
  return findJob(tx, actor, id)
}

const findJob = (tx: Transaction, actor: Actor, id: bigint) =>
  tx.workOrder.findFirst({
    where: { id, ...workOrdersInScope(actor) },
    select: {
      id: true,
      faultId: true,
      stationId: true,
      title: true,
      state: true,
      stateAt: true,
      createdAt: true,
      assigneeId: true,
      station: { select: { identity: true } },
      fault: { select: { evseNumber: true, isSafety: true, openedAt: true } },
    },
  })
type LockedJob = NonNullable<Awaited<ReturnType<typeof findJob>>>

/** Keeps one entry, and does what it says when it still can be done. Returns why it could not. */
async function take(
  tx: Transaction,
  actor: Actor,
  job: LockedJob,
  { entry, at: told }: Timed,
  now: Date,
): Promise<Conflict | null> {
  const { at, saidAt } = boundedTime(told, { createdAt: job.createdAt, faultOpenedAt: job.fault?.openedAt ?? null })
  const decision = decideEntry(await standing(tx, actor, job), entry, at)
  let conflict = decision.do === 'conflict' ? decision.conflict : null
  if (decision.do === 'move') {
    const taker = decision.takes ? userIdOf(actor) : null
    job.state = decision.to
    job.stateAt = at
    job.assigneeId ??= taker
    await tx.workOrder.update({
      where: { id: job.id },
      data: { state: job.state, stateAt: at, assigneeId: job.assigneeId },
    })
    if (decision.to !== 'planned') await tellFault(tx, actor, job, decision.to, { at })
  }
  if (decision.do === 'maintain') {
    await maintainFromJob(tx, actor, { ...job, identity: job.station.identity }, decision.isOn, at, now)
  }
  if (decision.do === 'close' && entry.kind === 'close') {
    const place = { ...job, identity: job.station.identity, evse: job.fault?.evseNumber ?? 0 }
    conflict = await closeJob(tx, actor, place, entry.detail, at)
    if (conflict === null)
      Object.assign(job, { state: 'done', stateAt: new Date(Math.max(at.getTime(), job.stateAt.getTime())) })
  }
  await tx.workEntry.create({
    data: {
      id: entry.id,
      workOrderId: job.id,
      kind: entry.kind,
      at,
      by: actor.ref,
      detail: { ...entry.detail, ...(saidAt && { saidAt: saidAt.toISOString() }) } as Prisma.InputJsonObject,
      conflict,
      file: entry.file,
    },
  })
  return conflict
}

async function standing(tx: Transaction, actor: Actor, job: LockedJob): Promise<Standing> {
  const [gate, maintenance] = await Promise.all([
    tx.workEntry.count({
      where: {
        workOrderId: job.id,
        kind: 'check',
        AND: [{ detail: { path: ['isGate'], equals: true } }, { detail: { path: ['outcome'], equals: 'ok' } }],
      },
    }),
    tx.workEntry.findFirst({
      where: { workOrderId: job.id, kind: 'maintenance', conflict: null },
      orderBy: { at: 'desc' },
      select: { at: true },
    }),
  ])
  return {
    state: job.state as WorkState,
    stateAt: job.stateAt,
    isAssigned: job.assigneeId !== null,
    isSendersToMove: job.assigneeId === null || job.assigneeId === userIdOf(actor) || plansForOthers(actor),
    needsGate: job.fault?.isSafety ?? false,
    hasGate: gate > 0,
    maintenanceAt: maintenance?.at ?? null,
  }
}
