import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db, type Prisma } from '../../db/client'
import { containsText, sameText } from '../../db/like'
import { cursorId, cursorInstant, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { EVENTS_AWAITED, type SessionPrice, storedPrice } from '../session-price'
import type { Completeness } from '../session-state'
import { runningPrices } from './running-prices'
import { sessionScope, tokenShown, whoCharges } from './session-scope'

export interface SessionFilter {
  /** OCPP identity, compared without case. */
  readonly stationId?: string
  readonly siteId?: bigint
  readonly tokenId?: bigint
  readonly customerId?: bigint
  /** Begun with any version of this tariff. */
  readonly tariffId?: bigint
  readonly status?: 'active' | 'ended'
  /** Ended ones only: everything is here, events are missing that may come, or will not come. */
  readonly completeness?: Completeness
  /** Started in [from, to). */
  readonly from?: Date
  readonly to?: Date
  /** true: only with an open review flag; a string: only with that flag open. */
  readonly review?: boolean | string
  /** Ended ones, chosen as the revenue reports count them (as of the last seconds): see lib/revenue. */
  readonly revenue?: {
    /** Local days of the site, `2026-11-20`, both included: when it ended. */
    readonly from?: string
    readonly to?: string
    /** 0n: none. */
    readonly siteId?: bigint
    readonly customerId?: bigint
    readonly tariffId?: bigint
    readonly means?: string
    readonly hour?: number
    readonly weekday?: number
    readonly currency?: string
    readonly money?: 'unpriced' | 'unpaid' | 'refunded' | 'under-review' | 'cost-known'
  }
  /** Found in the station's identity or name, or the token's name, without case. */
  readonly search?: string
  readonly cursor?: string
  readonly limit?: number
}

export interface SessionRow {
  readonly id: bigint
  readonly stationId: string
  readonly stationName: string
  readonly site: { readonly id: bigint; readonly name: string; readonly timeZone: string } | null
  readonly evse: number
  readonly connector: number
  /** The token's name, else its value with the middle masked. */
  readonly who: string
  readonly token: string | null
  readonly customer: { readonly id: bigint; readonly name: string } | null
  readonly status: 'active' | 'ended'
  readonly chargingState: string
  readonly startedAt: Date
  readonly endedAt: Date | null
  readonly meterStartWh: number | null
  readonly meterStopWh: number | null
  readonly energyWh: number
  readonly powerW: number | null
  readonly socPercent: number | null
  readonly lastReadingAt: Date | null
  readonly stopReason: string | null
  readonly ocppTransactionId: string
  /** `waiting`: it has ended, events are missing that may still come, and it is priced when they have; `incomplete`: priced without. */
  readonly completeness: Completeness
  readonly incompleteSince: Date | null
  /** What its signed meter values prove; null: it has none. */
  readonly signedVerdict: 'verified' | 'failed' | 'unknown' | null
  /** Running while the session is active; null when it is ended and not yet priced. */
  readonly price: SessionPrice | null
  /** Review flags nobody has resolved. */
  readonly openReviews: readonly { readonly flag: string; readonly detail: string }[]
}

export const sessionColumns = {
  id: true,
  siteId: true,
  evseNumber: true,
  connectorNumber: true,
  ocppTransactionId: true,
  tokenValue: true,
  status: true,
  startedAt: true,
  endedAt: true,
  meterStartWh: true,
  meterStopWh: true,
  energyWh: true,
  powerW: true,
  socPercent: true,
  lastReadingAt: true,
  chargingState: true,
  stopReason: true,
  tariffVersionId: true,
  subscriptionId: true,
  completeness: true,
  incompleteSince: true,
  signedVerdict: true,
  station: { select: { identity: true, name: true } },
  token: { select: { id: true, name: true } },
  customer: { select: { id: true, name: true } },
  priced: { select: { currency: true, total: true, vat: true, unpricedReason: true, lines: true } },
  reviews: { where: { resolvedAt: null }, select: { flag: true, detail: true }, orderBy: { id: 'asc' as const } },
} satisfies Prisma.SessionSelect

export type SessionRead = Prisma.SessionGetPayload<{ select: typeof sessionColumns }>

/** Newest first. Running prices cost the same few statements however many sessions are active. */
export async function listSessions(actor: Actor, filter: SessionFilter = {}): Promise<Page<SessionRow>> {
  requireAct(actor, 'sessions.read')
  const limit = filter.limit ?? 50
  const read = await db().session.findMany({
    where: { AND: [sessionScope(actor), filtered(filter), before(filter.cursor)] },
    select: sessionColumns,
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  const [running, sites] = await Promise.all([runningPrices(read, new Date()), sitesOf(read)])
  const rows = read.map((session) => sessionRow(actor, session, sites, running.get(session.id)))
  return toPage(rows, limit, (row) => [row.startedAt.toISOString(), String(row.id)])
}

function filtered(filter: SessionFilter): Prisma.SessionWhereInput {
  const search = filter.search?.trim()
  const contains = containsText(search ?? '')
  const flagged = typeof filter.review === 'string' ? { resolvedAt: null, flag: filter.review } : { resolvedAt: null }
  return {
    ...(filter.stationId === undefined ? {} : { station: { identity: sameText(filter.stationId) } }),
    siteId: filter.siteId,
    tokenId: filter.tokenId,
    customerId: filter.customerId,
    ...(filter.tariffId === undefined ? {} : { tariffVersion: { tariffId: filter.tariffId } }),
    status: filter.completeness === undefined ? filter.status : 'ended',
    completeness: filter.completeness,
    startedAt: { gte: filter.from, lt: filter.to },
    ...(filter.revenue === undefined ? {} : { revenue: { is: countedAs(filter.revenue) } }),
    ...(filter.review === undefined || filter.review === false ? {} : { reviews: { some: flagged } }),
    ...(search
      ? { OR: [{ station: { identity: contains } }, { station: { name: contains } }, { token: { name: contains } }] }
      : {}),
  }
}

function countedAs({ from, to, money, ...same }: NonNullable<SessionFilter['revenue']>): Prisma.RevenueFactWhereInput {
  const day = (text: string | undefined) => (text === undefined ? undefined : new Date(`${text}T00:00:00Z`))
  const states = {
    unpriced: { unpriced: 1 },
    unpaid: { unpaid: { gt: 0 } },
    refunded: { refunded: { gt: 0 } },
    'under-review': { underReview: 1 },
    'cost-known': { costed: 1 },
  } as const
  return { ...same, day: { gte: day(from), lte: day(to) }, ...(money === undefined ? {} : states[money]) }
}

function before(cursor: string | undefined): Prisma.SessionWhereInput {
  if (cursor === undefined) return {}
  const [at, id] = decodeCursor(cursor, 2)
  const startedAt = cursorInstant(at)
  return { OR: [{ startedAt: { lt: startedAt } }, { startedAt, id: { lt: cursorId(id) } }] }
}

type Sites = ReadonlyMap<bigint, { readonly id: bigint; readonly name: string; readonly timeZone: string }>

/** A session remembers its site's id as it was at start; the name is today's. */
export async function sitesOf(sessions: readonly { readonly siteId: bigint | null }[]): Promise<Sites> {
  const ids = [...new Set(sessions.flatMap((session) => (session.siteId === null ? [] : [session.siteId])))]
  if (ids.length === 0) return new Map()
  const sites = await db().site.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, timeZone: true },
  })
  return new Map(sites.map((site) => [site.id, site]))
}

export function sessionRow(
  actor: Actor,
  session: SessionRead,
  sites: Sites,
  running: SessionPrice | undefined,
): SessionRow {
  const number = (value: Prisma.Decimal | null) => (value === null ? null : Number(value))
  return {
    id: session.id,
    stationId: session.station.identity,
    stationName: session.station.name,
    site: session.siteId === null ? null : (sites.get(session.siteId) ?? null),
    evse: session.evseNumber,
    connector: session.connectorNumber,
    who: whoCharges(session.token?.name, session.tokenValue),
    token: tokenShown(actor, session.tokenValue),
    customer: session.customer,
    status: session.status === 'active' ? 'active' : 'ended',
    chargingState: session.chargingState,
    startedAt: session.startedAt,
    endedAt: session.endedAt,
    meterStartWh: number(session.meterStartWh),
    meterStopWh: number(session.meterStopWh),
    energyWh: Number(session.energyWh),
    powerW: number(session.powerW),
    socPercent: number(session.socPercent),
    lastReadingAt: session.lastReadingAt,
    stopReason: session.stopReason,
    ocppTransactionId: session.ocppTransactionId,
    completeness: session.completeness as Completeness,
    incompleteSince: session.incompleteSince,
    signedVerdict: session.signedVerdict as SessionRow['signedVerdict'],
    price: running ?? (session.completeness === 'waiting' ? EVENTS_AWAITED : storedPrice(session.priced)),
    openReviews: session.reviews,
  }
}
