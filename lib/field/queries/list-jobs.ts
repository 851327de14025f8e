import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import type { Prisma } from '../../db/client'
import type { Language } from '../../faults/knowledge/words'
import { notFound } from '../../kernel/errors'
import { startOfDay } from '../../kernel/local-day'
import { DAY_MS } from '../../kernel/time'
import type { Job } from '../job'
import { userIdOf } from '../scope'
import { loadJobs } from './load-jobs'

/** More than one person drives to in a week. */
const MOST_JOBS = 40
const OPEN = ['planned', 'under-way', 'on-site']

/**
 * A technician's work: their open jobs whenever they are planned, today's that nobody has, and what they finished today.
 * @param timeZone IANA: whose today
 */
export async function listJobs(
  actor: Actor,
  { language, now = new Date(), timeZone }: { language: Language; now?: Date; timeZone: string },
): Promise<readonly Job[]> {
  requireAct(actor, 'field.work')
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now)
  const mine = { assigneeId: userIdOf(actor) ?? 0n }
  const nobodys: Prisma.WorkOrderWhereInput = {
    assigneeId: null,
    OR: [{ plannedOn: null }, { plannedOn: { lte: new Date(`${today}T00:00:00Z`) } }],
  }
  const dayBegan = startOfDay(today, 0, timeZone)
  return loadJobs(
    actor,
    {
      OR: [
        { state: { in: OPEN }, ...mine },
        { state: { in: OPEN }, ...nobodys },
        { state: 'done', closedAt: { gte: dayBegan, lt: new Date(dayBegan.getTime() + 2 * DAY_MS) }, ...mine },
        // What could not be applied is shown until somebody has seen it, also when the job has gone to another.
        { entries: { some: { conflict: { not: null }, seenAt: null, by: actor.ref } } },
      ],
    },
    { language, limit: MOST_JOBS },
  )
}

/** One job, whoever has it. @throws DomainError forbidden | not-found */
export async function getJob(actor: Actor, id: bigint, language: Language): Promise<Job> {
  requireAct(actor, 'field.work')
  const [job] = await loadJobs(actor, { id }, { language, limit: 1 })
  if (job === undefined) throw notFound('job', id)
  return job
}
