import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { Decimal } from '../../kernel/money'
import { DAY_MS } from '../../kernel/time'
import { sessionScope } from '../../sessions/queries/session-scope'
import { surroundingsOf } from '../../sessions/queries/surroundings'
import { sessionFacts } from '../../sessions/session-facts'
import type { Agreement } from '../agreement'
import { isPriced, priceSession } from '../price-session'
import type { TariffTerms } from '../tariff'

/** Beside what past sessions cost, what they would have cost. Nothing is stored. Decimal strings with VAT. */
export interface TariffComparison {
  readonly currency: string
  /** How many were priced both ways; the sums are theirs. */
  readonly sessions: number
  /** Left out: without a price, in another currency, or of no price by these terms. */
  readonly leftOut: number
  /** There were more than are looked at: the newest are. */
  readonly isCut: boolean
  readonly before: string
  readonly after: string
  readonly cheaper: number
  readonly same: number
  readonly dearer: number
  /** How many sessions differ by how much: `from` included, `to` not; null: without bound. */
  readonly distribution: readonly {
    readonly from: string | null
    readonly to: string | null
    readonly sessions: number
  }[]
}

export interface CompareInput {
  readonly tariffId: bigint | null
  readonly terms: TariffTerms
  readonly days: number
  readonly most?: number
  readonly now?: Date
}

const MOST = 5000
const BATCH = 500
const BOUNDS = [-100, -50, -20, -10, -5, -1, 1, 5, 10, 20, 50, 100]

/**
 * @param input.tariffId the tariff whose sessions are looked at, of the last `days`; null: those of all tariffs
 * @param input.most how many are looked at, the newest
 */
export async function compareTariff(
  actor: Actor,
  { tariffId, terms, days, most = MOST, now = new Date() }: CompareInput,
): Promise<TariffComparison> {
  requireAct(actor, 'tariffs.read')
  const sessions = await db().session.findMany({
    where: {
      AND: [
        sessionScope(actor),
        {
          status: 'ended',
          startedAt: { gte: new Date(now.getTime() - days * DAY_MS) },
          tariffVersion: tariffId === null ? { isNot: null } : { tariffId },
        },
      ],
    },
    select: {
      id: true,
      startedAt: true,
      endedAt: true,
      energyWh: true,
      phases: { select: { at: true, state: true } },
      priced: { select: { total: true, currency: true, agreement: true } },
    },
    orderBy: { id: 'desc' },
    take: most + 1,
  })
  let [before, after] = [new Decimal(0), new Decimal(0)]
  let leftOut = 0
  const differences: Decimal[] = []
  for (let first = 0; first < Math.min(most, sessions.length); first += BATCH) {
    const batch = sessions.slice(first, Math.min(most, first + BATCH)).flatMap((session) => {
      const { endedAt, priced } = session
      return endedAt === null || !priced?.total || priced.currency !== terms.currency
        ? []
        : [{ ...session, until: endedAt, total: priced.total, agreement: priced.agreement as Agreement | null, terms }]
    })
    leftOut += Math.min(BATCH, Math.min(most, sessions.length) - first) - batch.length
    const around = await surroundingsOf(batch)
    for (const session of batch) {
      const facts = sessionFacts(session, session.phases, session.until, around.get(session.id))
      // What its customer had besides the tariff, they would have had all the same.
      const price = priceSession(terms, { ...facts, agreement: session.agreement })
      if (!isPriced(price)) {
        leftOut += 1
        continue
      }
      const old = new Decimal(session.total.toString())
      before = before.plus(old)
      after = after.plus(price.total)
      differences.push(new Decimal(price.total).minus(old))
    }
  }
  const count = (holds: (difference: Decimal) => boolean) => differences.filter(holds).length
  const edges = [null, ...BOUNDS, null]
  return {
    currency: terms.currency,
    sessions: differences.length,
    leftOut,
    isCut: sessions.length > most,
    before: before.toFixed(2),
    after: after.toFixed(2),
    cheaper: count((difference) => difference.lessThan(0)),
    same: count((difference) => difference.isZero()),
    dearer: count((difference) => difference.greaterThan(0)),
    distribution: edges.slice(1).map((to, index) => {
      const from = edges[index] ?? null
      return {
        from: from === null ? null : String(from),
        to: to === null || to === undefined ? null : String(to),
        sessions: count((one) => (from === null || one.greaterThanOrEqualTo(from)) && (to == null || one.lessThan(to))),
      }
    }),
  }
}
