import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { requireAllSites } from '../access/scope'
import { db, type Prisma } from '../db/client'
import { cursorId, cursorInstant, decodeCursor, type Page, toPage } from '../kernel/cursor'

export interface AuditFilter {
  /** Who: a reference (`user:12`), or part of a person's or key's name. */
  readonly who?: string
  /** What was done: the beginning of an act, `station` or `station.accept`. */
  readonly act?: string
  /** To what: part of the subject, `SE-001`. */
  readonly subject?: string
  /** In [from, to). */
  readonly from?: Date
  readonly to?: Date
  readonly cursor?: string
  readonly limit?: number
}

export interface AuditRow {
  readonly id: bigint
  readonly at: Date
  readonly actor: string
  /** The person's or the key's name; null for processes and for those no longer known. */
  readonly actorName: string | null
  readonly act: string
  readonly subject: string
  readonly before: Prisma.JsonValue
  readonly after: Prisma.JsonValue
}

/** Who did what, the newest first. */
export async function listAudit(actor: Actor, filter: AuditFilter = {}): Promise<Page<AuditRow>> {
  requireAct(actor, 'audit.read')
  requireAllSites(actor)
  const limit = filter.limit ?? 50
  const where: Prisma.AuditEntryWhereInput[] = []
  if (filter.cursor !== undefined) {
    const [at, id] = decodeCursor(filter.cursor, 2)
    const before = cursorInstant(at)
    where.push({ OR: [{ at: { lt: before } }, { at: before, id: { lt: cursorId(id) } }] })
  }
  const who = filter.who?.trim()
  if (who) where.push({ actor: { in: await refsOf(who) } })
  if (filter.act) where.push({ act: { startsWith: filter.act } })
  if (filter.subject?.trim()) where.push({ subject: { contains: filter.subject.trim(), mode: 'insensitive' } })
  if (filter.from) where.push({ at: { gte: filter.from } })
  if (filter.to) where.push({ at: { lt: filter.to } })
  const rows = await db().auditEntry.findMany({
    where: { AND: where },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  const page = toPage(rows, limit, (row) => [row.at.toISOString(), row.id.toString()])
  const names = await namesOf(page.rows.map((row) => row.actor))
  return { ...page, rows: page.rows.map((row) => ({ ...row, actorName: names.get(row.actor) ?? null })) }
}

/** Every act that stands in the log, by the alphabet. */
export async function listAuditActs(actor: Actor): Promise<readonly string[]> {
  requireAct(actor, 'audit.read')
  requireAllSites(actor)
  const rows = await db().auditEntry.findMany({ distinct: ['act'], select: { act: true }, orderBy: { act: 'asc' } })
  return rows.map((row) => row.act)
}

/** The references that a name may mean, besides itself. */
async function refsOf(who: string): Promise<string[]> {
  const part = { contains: who, mode: 'insensitive' } as const
  const [users, keys] = await Promise.all([
    db().user.findMany({ where: { OR: [{ name: part }, { email: part }] }, select: { id: true }, take: 500 }),
    db().apiKey.findMany({ where: { name: part }, select: { id: true }, take: 500 }),
  ])
  return [who, ...users.map(({ id }) => `user:${id}`), ...keys.map(({ id }) => `key:${id}`)]
}

/** The names behind references such as `user:12`, for doors that show who did something. Two statements. */
export async function namesOf(refs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const idsOf = (kind: string) =>
    [...new Set(refs)]
      .filter((ref) => /^\w+:\d+$/.test(ref) && ref.startsWith(`${kind}:`))
      .map((ref) => BigInt(ref.slice(kind.length + 1)))
  const [users, keys] = await Promise.all([
    db().user.findMany({ where: { id: { in: idsOf('user') } }, select: { id: true, name: true, email: true } }),
    db().apiKey.findMany({ where: { id: { in: idsOf('key') } }, select: { id: true, name: true } }),
  ])
  return new Map([
    ...users.map(({ id, name, email }) => [`user:${id}`, name || email] as const),
    ...keys.map(({ id, name }) => [`key:${id}`, name] as const),
  ])
}
