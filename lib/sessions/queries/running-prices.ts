import { db, type Prisma } from '../../db/client'
import { priceSession } from '../../tariffs/price-session'
import { readTariff } from '../../tariffs/tariff'
import { sessionFacts } from '../session-facts'
import { type SessionPrice, shownPrice } from '../session-price'

export interface RunningSession {
  readonly id: bigint
  readonly status: string
  readonly startedAt: Date
  readonly energyWh: Prisma.Decimal
  readonly tariffVersionId: bigint | null
}

/**
 * What the active ones among these sessions cost so far. Two statements, whatever their number; none when all have ended.
 * @param now until when minutes are counted
 */
export async function runningPrices(
  sessions: readonly RunningSession[],
  now: Date,
): Promise<ReadonlyMap<bigint, SessionPrice>> {
  const active = sessions.filter((session) => session.status === 'active')
  if (active.length === 0) return new Map()
  const versionIds = [...new Set(active.flatMap((session) => session.tariffVersionId ?? []))]
  const [phases, versions] = await Promise.all([
    db().sessionPhase.findMany({
      where: { sessionId: { in: active.map((session) => session.id) } },
      select: { sessionId: true, at: true, state: true },
      orderBy: { at: 'asc' },
    }),
    db().tariffVersion.findMany({
      where: { id: { in: versionIds } },
      select: { id: true, currency: true, vatPercent: true, pricesIncludeVat: true, elements: true },
    }),
  ])
  const termsOf = new Map(versions.map((version) => [version.id, readTariff(version) ?? ('unreadable' as const)]))
  const phasesOf = new Map(active.map((session): [bigint, typeof phases] => [session.id, []]))
  for (const phase of phases) phasesOf.get(phase.sessionId)?.push(phase)
  return new Map(
    active.map((session) => {
      const terms = session.tariffVersionId === null ? null : (termsOf.get(session.tariffVersionId) ?? 'unreadable')
      const price = priceSession(terms, sessionFacts(session, phasesOf.get(session.id) ?? [], now))
      return [session.id, shownPrice(price)]
    }),
  )
}
