import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { namesOf } from '../../audit/queries'
import { db, type Prisma } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { drawNow, plansOfSessions } from '../../plans/queries/plans-of-sessions'
import type { Agreement } from '../../tariffs/agreement'
import { readTariff, type TariffTerms } from '../../tariffs/tariff'
import type { Surroundings } from '../session-facts'
import { type StationSays, stationSays } from '../station-said'
import { type SessionRow, sessionColumns, sessionRow, sitesOf } from './list-sessions'
import { runningPrices } from './running-prices'
import { sessionScope } from './session-scope'
import { surroundingsOf } from './surroundings'

export interface SessionDetail extends SessionRow {
  /** What the station itself says of it in OCPP 2.1; null: nothing. */
  readonly stationSays: StationSays | null
  /** What we told the station about the token. */
  readonly authorisation: string | null
  readonly receivedAt: Date
  readonly phases: readonly { readonly at: Date; readonly state: string }[]
  readonly events: readonly SessionEventRow[]
  readonly reviews: readonly SessionReviewRow[]
  /** The version the session started with, and how many there are by now. */
  readonly tariff: {
    readonly id: bigint
    readonly name: string
    readonly versionNumber: number
    readonly pricesIncludeVat: boolean
    readonly vatPercent: string
    /** What it is priced by; null when this program cannot read it. */
    readonly terms: TariffTerms | null
    /** What such terms look at besides the session. */
    readonly around: Surroundings
  } | null
  /** The plan it began under; null: none. */
  readonly plan: {
    readonly id: bigint
    readonly name: string
    readonly versionNumber: number
    readonly subscriptionId: bigint
  } | null
  /** What the engine is given besides the tariff: as it was priced, or as things stand while it runs. */
  readonly agreement: Agreement | null
  /** When the price was last worked out; null while it runs. */
  readonly pricedAt: Date | null
}

export interface SessionEventRow {
  readonly seqNo: number
  readonly type: string
  readonly trigger: string | null
  /** Sent later, from the station's memory. */
  readonly offline: boolean
  readonly at: Date
  readonly receivedAt: Date
}

export interface SessionReviewRow {
  readonly id: bigint
  readonly flag: string
  readonly detail: string
  readonly createdAt: Date
  readonly resolvedAt: Date | null
  readonly resolvedBy: string | null
  readonly resolvedByName: string | null
  readonly resolution: string | null
}

const detailColumns = {
  ...sessionColumns,
  authorisation: true,
  receivedAt: true,
  stationSaid: true,
  priced: { select: { ...sessionColumns.priced.select, pricedAt: true, agreement: true } },
  phases: { select: { at: true, state: true }, orderBy: { at: 'asc' as const } },
  events: {
    select: { seqNo: true, type: true, trigger: true, offline: true, at: true, receivedAt: true },
    orderBy: [{ at: 'asc' as const }, { seqNo: 'asc' as const }],
  },
  reviews: {
    select: {
      id: true,
      flag: true,
      detail: true,
      createdAt: true,
      resolvedAt: true,
      resolvedBy: true,
      resolution: true,
    },
    orderBy: { id: 'asc' as const },
  },
  tariffVersion: {
    select: {
      number: true,
      pricesIncludeVat: true,
      vatPercent: true,
      elements: true,
      limits: true,
      currency: true,
      tariff: { select: { id: true, name: true } },
    },
  },
  planVersion: { select: { number: true, plan: { select: { id: true, name: true } } } },
} satisfies Prisma.SessionSelect

/** Everything about one session but its readings. @throws DomainError not-found, also when it is outside the actor's scope */
export async function getSession(actor: Actor, id: bigint): Promise<SessionDetail> {
  requireAct(actor, 'sessions.read')
  const session = await db().session.findFirst({ where: { AND: [sessionScope(actor), { id }] }, select: detailColumns })
  if (session === null) throw notFound('session', id)
  const { reviews, tariffVersion } = session
  const terms = tariffVersion && readTariff(tariffVersion)
  const until = session.endedAt ?? new Date()
  const isPlanned = session.subscriptionId !== null && session.endedAt === null
  const [running, sites, names, around, plans] = await Promise.all([
    runningPrices([session], new Date()),
    sitesOf([session]),
    namesOf(reviews.flatMap((review) => review.resolvedBy ?? [])),
    surroundingsOf([{ id: session.id, startedAt: session.startedAt, until, terms }]),
    plansOfSessions(isPlanned ? [id] : []),
  ])
  return {
    ...sessionRow(
      actor,
      { ...session, reviews: reviews.filter((review) => review.resolvedAt === null) },
      sites,
      running.get(id),
    ),
    openReviews: reviews.filter((review) => review.resolvedAt === null).map(({ flag, detail }) => ({ flag, detail })),
    stationSays: stationSays(session.stationSaid),
    authorisation: session.authorisation,
    receivedAt: session.receivedAt,
    phases: session.phases,
    events: session.events,
    reviews: reviews.map((review) => ({ ...review, resolvedByName: names.get(review.resolvedBy ?? '') ?? null })),
    tariff:
      tariffVersion === null
        ? null
        : {
            id: tariffVersion.tariff.id,
            name: tariffVersion.tariff.name,
            versionNumber: tariffVersion.number,
            pricesIncludeVat: tariffVersion.pricesIncludeVat,
            vatPercent: String(tariffVersion.vatPercent),
            terms,
            around: around.get(session.id) ?? {},
          },
    plan:
      session.planVersion === null || session.subscriptionId === null
        ? null
        : {
            ...session.planVersion.plan,
            versionNumber: session.planVersion.number,
            subscriptionId: session.subscriptionId,
          },
    agreement: isPlanned
      ? (drawNow(plans.get(id), session.startedAt, terms)?.agreement ?? null)
      : ((session.priced?.agreement ?? null) as Agreement | null),
    pricedAt: session.priced?.pricedAt ?? null,
  }
}
