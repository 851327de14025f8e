import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { customerInScope, requireAllSites } from '../../access/scope'
import { namesOf } from '../../audit/queries'
import { db, type Prisma } from '../../db/client'
import { containsText } from '../../db/like'
import { cursorId, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { notFound } from '../../kernel/errors'
import type { AttachmentRef } from '../attachment'
import type { MailingKind, MailingState, MailingSubject } from '../mailing'

export interface MailingFilter {
  readonly kinds?: readonly MailingKind[]
  readonly states?: readonly MailingState[]
  readonly customerId?: bigint
  readonly about?: MailingSubject
  /** Found in the address or the subject, without case. */
  readonly search?: string
  readonly cursor?: string
  readonly limit?: number
}

export interface MailingRow {
  readonly id: bigint
  readonly kind: MailingKind
  readonly state: MailingState
  readonly to: string
  readonly subject: string
  readonly about: MailingSubject | null
  readonly customer: { readonly id: bigint; readonly name: string } | null
  readonly attempts: number
  /** When it is tried next, while it waits. */
  readonly nextAt: Date
  readonly createdAt: Date
  readonly sentAt: Date | null
  /** A word of ours, or what the mail server said. */
  readonly lastError: string | null
  readonly answer: string | null
}

const COLUMNS = {
  id: true,
  kind: true,
  state: true,
  toAddress: true,
  subject: true,
  aboutType: true,
  aboutId: true,
  customer: { select: { id: true, name: true } },
  attempts: true,
  nextAt: true,
  createdAt: true,
  sentAt: true,
  lastError: true,
  answer: true,
} as const

const inScope = (actor: Actor): Prisma.MailingWhereInput => {
  const customerId = customerInScope(actor)
  return customerId === null ? {} : { customerId }
}

/** The log of outgoing mail, the newest first; a fleet manager's holds what is of their customer. */
export async function listMailings(actor: Actor, filter: MailingFilter = {}): Promise<Page<MailingRow>> {
  requireAct(actor, 'mailings.read')
  requireAllSites(actor)
  const limit = filter.limit ?? 50
  const search = filter.search?.trim()
  const where: Prisma.MailingWhereInput[] = [inScope(actor)]
  if (filter.cursor !== undefined) where.push({ id: { lt: cursorId(decodeCursor(filter.cursor, 1)[0]) } })
  if (filter.kinds?.length) where.push({ kind: { in: [...filter.kinds] } })
  if (filter.states?.length) where.push({ state: { in: [...filter.states] } })
  if (filter.customerId !== undefined) where.push({ customerId: filter.customerId })
  if (filter.about !== undefined) where.push({ aboutType: filter.about.type, aboutId: filter.about.id })
  if (search) where.push({ OR: [{ toAddress: containsText(search) }, { subject: containsText(search) }] })
  const rows = await db().mailing.findMany({
    where: { AND: where },
    select: COLUMNS,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  return toPage(rows.map(shown), limit, (row) => [String(row.id)])
}

/** How many were given up or came back and wait for somebody. */
export async function countFailedMailings(actor: Actor): Promise<number> {
  requireAct(actor, 'mailings.read')
  requireAllSites(actor)
  return db().mailing.count({ where: { AND: [inScope(actor), { state: { in: ['dead', 'bounced'] } }] } })
}

export interface MailingDetail extends MailingRow {
  readonly text: string
  readonly attachments: readonly AttachmentRef[]
  readonly resendOf: bigint | null
  /** What became of it, try by try. */
  readonly entries: readonly {
    readonly at: Date
    readonly state: string
    readonly answer: string | null
    readonly by: string
  }[]
}

/** One mail with its words and its log. @throws DomainError not-found, also of another fleet's */
export async function getMailing(actor: Actor, id: bigint): Promise<MailingDetail> {
  requireAct(actor, 'mailings.read')
  requireAllSites(actor)
  const row = await db().mailing.findFirst({
    where: { AND: [inScope(actor), { id }] },
    select: {
      ...COLUMNS,
      body: true,
      attachments: true,
      resendOf: true,
      entries: { select: { at: true, state: true, answer: true, by: true }, orderBy: { id: 'asc' } },
    },
  })
  if (row === null) throw notFound('mailing', id)
  const names = await namesOf(row.entries.map(({ by }) => by))
  return {
    ...shown(row),
    text: row.body,
    attachments: row.attachments as unknown as readonly AttachmentRef[],
    resendOf: row.resendOf,
    entries: row.entries.map((entry) => ({ ...entry, by: names.get(entry.by) ?? entry.by })),
  }
}

function shown(row: Prisma.MailingGetPayload<{ select: typeof COLUMNS }>): MailingRow {
  const { toAddress, aboutType, aboutId, kind, state, ...rest } = row
  return {
    ...rest,
    kind: kind as MailingKind,
    state: state as MailingState,
    to: toAddress,
    about: aboutType === null || aboutId === null ? null : ({ type: aboutType, id: aboutId } as MailingSubject),
  }
}
