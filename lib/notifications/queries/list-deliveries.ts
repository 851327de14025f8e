import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { db, type Prisma } from '../../db/client'
import { env } from '../../env'
import { consoleUrl } from '../../kernel/console-url'
import { cursorId, cursorInstant, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { notFound } from '../../kernel/errors'
import { composeMessage, type Message } from '../compose-message'
import { deliveryName } from '../delivery-name'
import { asText } from '../message-forms'
import type { Channel, DeliveryState, Filling } from '../notice'
import type { Recipient } from '../plan-deliveries'
import { webhookBody } from '../webhook-body'
import { recipientNames } from './recipient-names'

export interface DeliveryFilter {
  readonly channels?: readonly Channel[]
  readonly states?: readonly DeliveryState[]
  readonly ruleId?: bigint
  readonly faultId?: bigint
  readonly cursor?: string
  readonly limit?: number
}

export interface DeliveryRow {
  readonly id: bigint
  readonly createdAt: Date
  readonly channel: Channel
  readonly to: string
  /** What it says, in one line. */
  readonly title: string
  readonly template: Filling['template']
  readonly ruleName: string | null
  readonly faultId: bigint | null
  readonly state: DeliveryState
  readonly attempts: number
  /** When it is tried next, while it waits. */
  readonly nextAt: Date
  readonly deliveredAt: Date | null
  /** A word of ours, or what the other side said. */
  readonly lastError: string | null
  readonly answer: string | null
}

/** The delivery log, the newest first. */
export async function listDeliveries(actor: Actor, filter: DeliveryFilter = {}): Promise<Page<DeliveryRow>> {
  requireAct(actor, 'notifications.write')
  requireAllSites(actor)
  const limit = filter.limit ?? 50
  const where: Prisma.DeliveryWhereInput[] = []
  if (filter.cursor !== undefined) {
    const [at, id] = decodeCursor(filter.cursor, 2)
    const before = cursorInstant(at)
    where.push({ OR: [{ createdAt: { lt: before } }, { createdAt: before, id: { lt: cursorId(id) } }] })
  }
  if (filter.channels?.length) where.push({ channel: { in: [...filter.channels] } })
  if (filter.states?.length) where.push({ state: { in: [...filter.states] } })
  if (filter.ruleId !== undefined) where.push({ ruleId: filter.ruleId })
  if (filter.faultId !== undefined) where.push({ faultId: filter.faultId })
  const rows = await db().delivery.findMany({
    where: { AND: where },
    select: COLUMNS,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  const page = toPage(rows, limit, (row) => [row.createdAt.toISOString(), String(row.id)])
  const nameOf = await recipientNames(page.rows.map(({ recipient }) => recipient as unknown as Recipient))
  return { ...page, rows: page.rows.map((row) => shown(row, nameOf)) }
}

/** How many wait for somebody, by channel. */
export async function countDeadDeliveries(actor: Actor): Promise<ReadonlyMap<Channel, number>> {
  requireAct(actor, 'notifications.write')
  requireAllSites(actor)
  const rows = await db().delivery.groupBy({ by: ['channel'], where: { state: 'dead' }, _count: true })
  return new Map(rows.map(({ channel, _count }) => [channel as Channel, _count]))
}

export interface DeliveryDetail extends DeliveryRow {
  /** Its name to the outside, the same at every try. */
  readonly name: string
  /** What the reader gets: a text, or a webhook's JSON. */
  readonly text: string
}

/** One delivery with its message, as it was or would be sent. Secrets in a subscriber's links are left out. @throws DomainError not-found */
export async function getDelivery(actor: Actor, id: bigint): Promise<DeliveryDetail> {
  requireAct(actor, 'notifications.write')
  requireAllSites(actor)
  const row = await db().delivery.findUnique({ where: { id }, select: COLUMNS })
  if (!row) throw notFound('delivery', id)
  const nameOf = await recipientNames([row.recipient as unknown as Recipient])
  const text =
    row.channel === 'webhook'
      ? JSON.stringify(JSON.parse(webhookBody(fillingOf(row), row.createdAt, consoleUrl(env()))), null, 2)
      : asText(messageOf(row))
  return { ...shown(row, nameOf), name: deliveryName(row), text }
}

const COLUMNS = {
  id: true,
  dedupeKey: true,
  createdAt: true,
  channel: true,
  recipient: true,
  locale: true,
  template: true,
  content: true,
  faultId: true,
  state: true,
  attempts: true,
  nextAt: true,
  deliveredAt: true,
  lastError: true,
  answer: true,
  rule: { select: { name: true } },
} as const
type Read = Prisma.DeliveryGetPayload<{ select: typeof COLUMNS }>

const fillingOf = ({ template, content }: Pick<Read, 'template' | 'content'>) =>
  ({ template, content }) as unknown as Filling

const messageOf = (row: Pick<Read, 'template' | 'content' | 'locale'>): Message =>
  composeMessage(fillingOf(row), {
    language: row.locale === 'en' ? 'en' : 'sv',
    baseUrl: consoleUrl(env()),
    token: '…',
  })

function shown(row: Read, nameOf: (recipient: Recipient) => string): DeliveryRow {
  return {
    id: row.id,
    createdAt: row.createdAt,
    channel: row.channel as Channel,
    to: nameOf(row.recipient as unknown as Recipient),
    title: messageOf(row).title,
    template: row.template as Filling['template'],
    ruleName: row.rule?.name ?? null,
    faultId: row.faultId,
    state: row.state as DeliveryState,
    attempts: row.attempts,
    nextAt: row.nextAt,
    deliveredAt: row.deliveredAt,
    lastError: row.lastError,
    answer: row.answer,
  }
}
