import { systemActor } from '../../lib/access/actor'
import { db, pool } from '../../lib/db/client'
import { asDate, plusDays } from '../../lib/invoices/due-date'
import { MonthUse } from '../../lib/plans/month-use'
import { createPlan, savePlanVersion } from '../../lib/plans/mutations/save-plan'
import { changePlan, endSubscription, givePlan } from '../../lib/plans/mutations/subscriptions'
import { monthAt, monthOfDay } from '../../lib/plans/plan-month'
import type { PlanTerms } from '../../lib/plans/plan-terms'
import { plansOfSessions } from '../../lib/plans/queries/plans-of-sessions'
import { drawFor, drawnBy } from '../../lib/plans/session-plan'
import { surroundingsOf } from '../../lib/sessions/queries/surroundings'
import { sessionFacts } from '../../lib/sessions/session-facts'
import { isPriced, priceSession } from '../../lib/tariffs/price-session'
import { readTariff } from '../../lib/tariffs/tariff'

const BY = systemActor('system')
const KRONOR = { currency: 'SEK', pricesIncludeVat: true, vatPercent: '25' } as const

const CLUB: PlanTerms = { ...KRONOR, monthlyFee: '49', discountPercent: '15', discountOn: ['energy'], monthCap: '1500' }
const FLEET: PlanTerms = {
  ...KRONOR,
  pricesIncludeVat: false,
  monthlyFee: '1990',
  includedKwh: '1000',
  energyPrice: '2.80',
}
const HOUSING: PlanTerms = { ...KRONOR, discountPercent: '10', discountOn: ['energy'], freeIdleMinutes: 60 }

/**
 * Two plans with a fee and an agreement without, given at the beginning of the month before last; one of them has changed since. What
 * was charged under them is priced anew by them, before it is invoiced. After the history is committed.
 */
export async function writePlans(now: number): Promise<void> {
  const lastMonth = monthOfDay(plusDays(monthAt(new Date(now)), -1))
  const begins = monthOfDay(plusDays(lastMonth, -1))
  const then = { now: new Date(`${begins}T10:00:00Z`) }
  const note = 'Höstens erbjudande'
  const club = await createPlan(BY, { name: 'Laddklubben', terms: CLUB, note }, then)
  const fleet = await createPlan(BY, { name: 'Företag 1000', terms: FLEET, note }, then)
  const housing = await createPlan(BY, { name: 'Boende', terms: HOUSING, note: 'Avtal med föreningarna' }, then)
  await savePlanVersion(
    BY,
    fleet.id,
    { terms: { ...FLEET, energyPrice: '2.70' }, effectiveFrom: plusDays(lastMonth, 14), note: 'Lägre elpris' },
    { now: new Date(`${lastMonth}T10:00:00Z`) },
  )
  const customers = await db().customer.findMany({
    select: { id: true, kind: true, name: true, vehicles: { select: { id: true }, orderBy: { id: 'asc' }, take: 12 } },
    orderBy: { id: 'asc' },
  })
  const drivers = customers.filter(({ kind }) => kind === 'private').slice(0, 24)
  for (const [at, { id }] of drivers.entries()) {
    const given = await givePlan(
      BY,
      { planId: club.id, customerId: id, fromDay: plusDays(begins, at % 5 === 1 ? 11 : 0) },
      then,
    )
    if (at % 8 === 7) await endSubscription(BY, given.id, { untilDay: plusDays(lastMonth, 17) }, then)
  }
  const [courier, second] = customers.filter(({ kind }) => kind === 'fleet')
  for (const vehicle of courier?.vehicles ?? []) {
    await givePlan(BY, { planId: fleet.id, customerId: courier?.id, vehicleId: vehicle.id, fromDay: begins }, then)
  }
  if (second !== undefined) {
    const given = await givePlan(BY, { planId: housing.id, customerId: second.id, fromDay: begins }, then)
    await changePlan(BY, given.id, { planId: fleet.id, fromDay: plusDays(lastMonth, 9) }, then)
  }
  for (const { id } of customers.filter(({ kind }) => kind === 'housing-association')) {
    await givePlan(BY, { planId: housing.id, customerId: id, fromDay: begins }, then)
  }
  await chargeUnderPlans(begins)
}

/** Sessions of before are given the plan that their token had, and its price. */
async function chargeUnderPlans(begins: string): Promise<void> {
  const { rows } = await pool().query<{ id: string }>(
    `UPDATE session SET subscription_id = chosen.subscription, plan_version_id = chosen.version FROM (
       SELECT DISTINCT ON (s.id) s.id, sub.id AS subscription, v.id AS version
       FROM session s LEFT JOIN token ON token.id = s.token_id
       JOIN subscription sub ON sub.customer_id = s.customer_id AND (sub.vehicle_id IS NULL OR sub.vehicle_id = token.vehicle_id)
         AND (s.started_at AT TIME ZONE 'Europe/Stockholm')::date BETWEEN sub.from_day AND coalesce(sub.until_day, 'infinity')
       JOIN plan_version v ON v.plan_id = sub.plan_id
         AND (v.number = 1 OR v.effective_from <= (s.started_at AT TIME ZONE 'Europe/Stockholm')::date)
       WHERE s.status = 'ended' AND s.started_at >= $1
       ORDER BY s.id, sub.vehicle_id NULLS LAST, v.number DESC
     ) AS chosen WHERE session.id = chosen.id RETURNING session.id`,
    [asDate(begins)],
  )
  const ids = rows.map(({ id }) => BigInt(id))
  const sessions = await db().session.findMany({
    where: { id: { in: ids }, priced: { unpricedReason: null }, endedAt: { not: null } },
    select: {
      id: true,
      startedAt: true,
      endedAt: true,
      energyWh: true,
      phases: { select: { at: true, state: true } },
      tariffVersion: true,
    },
    orderBy: [{ endedAt: 'asc' }, { id: 'asc' }],
  })
  const known = sessions.flatMap((session) => {
    const terms = session.tariffVersion && readTariff(session.tariffVersion)
    return terms === null || session.endedAt === null ? [] : [{ ...session, terms, until: session.endedAt }]
  })
  const [plans, around] = await Promise.all([plansOfSessions(known.map(({ id }) => id)), surroundingsOf(known)])
  const use = new MonthUse(new Map())
  const priced = known.flatMap((session) => {
    const plan = plans.get(session.id)
    if (plan === undefined) return []
    const others = use.others(session.id, plan, monthAt(session.startedAt))
    const draw = drawFor(plan, session.startedAt, session.terms, others)
    const facts = sessionFacts(session, session.phases, session.until, around.get(session.id))
    const price = priceSession(session.terms, { ...facts, agreement: draw?.agreement ?? null })
    if (draw === null || !isPriced(price)) return []
    use.keep(session.id, plan, draw, price)
    const { wh } = drawnBy(price, draw.agreement)
    const { totalExclVat: net, vat, total, lines } = price
    const subscription = String(draw.subscriptionId)
    return [
      {
        id: String(session.id),
        net,
        vat,
        total,
        lines,
        agreement: draw.agreement,
        subscription,
        month: draw.month,
        wh,
      },
    ]
  })
  await storePrices(priced)
}

/** With what the hours have taken in, which was added up by the prices of before. */
async function storePrices(priced: readonly object[]): Promise<void> {
  await pool().query(
    `WITH new AS (
       SELECT * FROM json_to_recordset($1::json) AS x(id bigint, net numeric, vat numeric, total numeric, lines jsonb, agreement jsonb,
         subscription bigint, month date, wh numeric)
     ), changed AS (
       SELECT s.site_id, date_trunc('hour', s.ended_at, 'UTC') AS hour, sum(new.total - p.total) AS more
       FROM new JOIN session s ON s.id = new.id JOIN priced_session p ON p.session_id = new.id GROUP BY 1, 2
     ), hours AS (
       UPDATE hourly_use h SET revenue = h.revenue + changed.more FROM changed WHERE h.site_id = changed.site_id AND h.hour = changed.hour
     )
     UPDATE priced_session p SET total_excl_vat = new.net, vat = new.vat, total = new.total, lines = new.lines, agreement = new.agreement,
       subscription_id = new.subscription, plan_month = new.month, included_wh = new.wh
     FROM new WHERE p.session_id = new.id`,
    [JSON.stringify(priced)],
  )
}
