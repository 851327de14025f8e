import { db, type Prisma } from '../../db/client'
import { drawNow, plansOfSessions } from '../../plans/queries/plans-of-sessions'
import { priceSession } from '../../tariffs/price-session'
import { readTariff } from '../../tariffs/tariff'
import { sessionFacts } from '../session-facts'
import { type SessionPrice, shownPrice } from '../session-price'
import { surroundingsOf } from './surroundings'

export interface RunningSession {
  readonly id: bigint
  readonly status: string
  readonly startedAt: Date
  readonly energyWh: Prisma.Decimal
  readonly tariffVersionId: bigint | null
  readonly subscriptionId: bigint | null
}

/**
 * What the active ones among these sessions cost so far. Two statements, whatever their number (one more when one of them has a plan, and
 * three more when a tariff looks at more than sums); none when all have ended.
 * @param now until when minutes are counted
 */
export async function runningPrices(
  sessions: readonly RunningSession[],
  now: Date,
): Promise<ReadonlyMap<bigint, SessionPrice>> {
  const active = sessions.filter((session) => session.status === 'active')
  if (active.length === 0) return new Map()
  const versionIds = [...new Set(active.flatMap((session) => session.tariffVersionId ?? []))]
  const planned = active.flatMap(({ id, subscriptionId }) => (subscriptionId === null ? [] : [id]))
  const [phases, versions, plans] = await Promise.all([
    db().sessionPhase.findMany({
      where: { sessionId: { in: active.map((session) => session.id) } },
      select: { sessionId: true, at: true, state: true },
      orderBy: { at: 'asc' },
    }),
    db().tariffVersion.findMany({
      where: { id: { in: versionIds } },
      select: { id: true, currency: true, vatPercent: true, pricesIncludeVat: true, elements: true, limits: true },
    }),
    plansOfSessions(planned),
  ])
  const termsOf = new Map(versions.map((version) => [version.id, readTariff(version) ?? ('unreadable' as const)]))
  const phasesOf = new Map(active.map((session): [bigint, typeof phases] => [session.id, []]))
  for (const phase of phases) phasesOf.get(phase.sessionId)?.push(phase)
  const termsFor = ({ tariffVersionId }: RunningSession) =>
    tariffVersionId === null ? null : (termsOf.get(tariffVersionId) ?? 'unreadable')
  const around = await surroundingsOf(active.map((session) => ({ ...session, until: now, terms: termsFor(session) })))
  return new Map(
    active.map((session) => {
      const facts = sessionFacts(session, phasesOf.get(session.id) ?? [], now, around.get(session.id))
      const terms = termsFor(session)
      const agreement = drawNow(plans.get(session.id), session.startedAt, terms)?.agreement ?? null
      const price = priceSession(terms, { ...facts, agreement })
      return [session.id, shownPrice(price)]
    }),
  )
}
