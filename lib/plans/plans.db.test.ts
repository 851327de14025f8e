import { beforeEach, describe, expect, it } from 'vitest'
import { db, pool } from '../db/client'
import { anActor, aStation, aTariffVersion, aToken } from '../db/testing/fixtures'
import { checkDocument } from '../invoices/check-document'
import { advanceRuns } from '../invoices/mutations/advance-runs'
import { creditInvoice } from '../invoices/mutations/credit-invoice'
import { cancelDraft } from '../invoices/mutations/drafts'
import { startRun } from '../invoices/mutations/start-run'
import { getInvoiceDocument } from '../invoices/queries/get-document'
import { listInvoices } from '../invoices/queries/list-invoices'
import { previewRun } from '../invoices/queries/preview-run'
import { aPayer, aPlace, aPricedSession, aSeller, operator } from '../invoices/testing/billing-world'
import { resolveReview } from '../sessions/mutations/resolve-review'
import { getSession } from '../sessions/queries/get-session'
import { record, say, theSession } from '../sessions/testing/record'
import { card, clock, metered, sample, start, stop, time } from '../sessions/testing/say'
import { archivePlan, createPlan, savePlanVersion } from './mutations/save-plan'
import { changePlan, endSubscription, givePlan } from './mutations/subscriptions'
import type { PlanTerms } from './plan-terms'
import { getPlan, listPlans } from './queries/list-plans'
import { listSubscriptions } from './queries/list-subscriptions'
import { plansOfSessions } from './queries/plans-of-sessions'

const now = new Date('2026-11-02T10:00:00Z')
const TERMS: PlanTerms = { currency: 'SEK', pricesIncludeVat: true, vatPercent: '25' }
const aPlan = async (over: Partial<PlanTerms>, name = 'Bas') =>
  (await createPlan(operator, { name, terms: { ...TERMS, ...over } }, { now })).id

let names = 0
/** A customer with a card, and two stations at 4 kr/kWh. */
async function world() {
  names += 1
  const payer = await aPayer({ name: `Kund ${names}` })
  const token = await aToken({ value: `PLAN-${names}`, customerId: payer.id })
  const { tariffId } = await aTariffVersion([{ components: [{ dimension: 'energy', price: '4' }] }])
  const stations = [await aStation({ evses: 2, tariffId }), await aStation({ evses: 2, tariffId })].map(({ id }) => id)
  return { payer, token, card: card(`PLAN-${names}`), stations: stations as [bigint, bigint] }
}
const money = async (id: bigint | null) => String((await theSession(id)).priced?.total)

describe('a session under a plan', () => {
  it('X-17 is frozen with the version it began under; two that end at once share what the month has left', async () => {
    const { payer, card, stations } = await world()
    const planId = await aPlan({ monthlyFee: '199', includedKwh: '15', energyPrice: '3' })
    const { id: subscription } = await givePlan(
      operator,
      { planId, customerId: payer.id, fromDay: '2026-11-01' },
      { now },
    )
    const begun = await Promise.all(stations.map((station) => say(start(station, { token: card }))))
    const running = await say(metered(stations[0], begun[0]!.transactionId, [sample(10, 3500)]))
    expect(running.live?.show().event).toMatchObject({ session: { total: '0.00' } })
    expect(await getSession(operator, begun[0]!.sessionId!)).toMatchObject({
      plan: { id: planId, name: 'Bas', versionNumber: 1, subscriptionId: subscription },
      agreement: { includedWh: 15_000, energyPrice: '3' },
      price: { total: '0.00' },
    })
    // What the plan becomes meanwhile is not for them.
    await savePlanVersion(operator, planId, { terms: { ...TERMS, energyPrice: '9', includedKwh: '15' } }, { now })

    await Promise.all(stations.map((station, at) => say(stop(station, begun[at]!.transactionId))))
    const totals = await Promise.all(begun.map(({ sessionId }) => money(sessionId)))
    expect(totals.sort()).toEqual(['0', '15'])
    const drawn = await db().pricedSession.aggregate({
      where: { subscriptionId: subscription },
      _sum: { includedWh: true },
    })
    expect(drawn._sum.includedWh?.toNumber()).toBe(15_000)

    // Told again, nothing changes: neither of them takes from the other.
    for (const [at, station] of stations.entries()) await say(stop(station, begun[at]!.transactionId))
    expect((await Promise.all(begun.map(({ sessionId }) => money(sessionId)))).sort()).toEqual(['0', '15'])
    expect(await listSubscriptions(operator, { customerId: payer.id }, clock(0))).toMatchObject([
      { standing: 'running', month: { includedWh: 15_000, leftWh: 0, cap: null, charged: '15.00' } },
    ])
  })

  it('in one batch draws in order; a correction takes no more than is left and leaves the others as they are', async () => {
    const { payer, card, stations } = await world()
    const planId = await aPlan({ includedKwh: '15' })
    await givePlan(operator, { planId, customerId: payer.id, fromDay: '2026-11-01' }, { now })
    const [first, second] = await Promise.all(stations.map((station) => say(start(station, { token: card }))))
    await record(
      stop(stations[0], first!.transactionId, { meterStopWh: 11_000 }),
      stop(stations[1], second!.transactionId, { meterStopWh: 9000, at: time(61) }),
    )
    expect([await money(first!.sessionId), await money(second!.sessionId)]).toEqual(['0', '12'])
    const review = await db().sessionReview.create({ data: { sessionId: first!.sessionId!, flag: 'clock-doubt' } })
    await resolveReview(operator, {
      kind: 'correct',
      reviewId: review.id,
      energyWh: 14_000,
      reason: 'Mätaren lästes av',
    })
    // Ten were its own, five are the other's: four are paid.
    expect([await money(first!.sessionId), await money(second!.sessionId)]).toEqual(['16', '12'])
    expect((await theSession(first!.sessionId)).priced?.agreement).toEqual({ includedWh: 10_000 })

    // Nor does a late message to one that a person has corrected take from those that end beside it.
    const { id } = await db().sessionReview.create({ data: { sessionId: first!.sessionId!, flag: 'superseded' } })
    await resolveReview(operator, { kind: 'correct', reviewId: id, energyWh: 4000, reason: 'Mätaren var en annan' })
    const third = await say(start(stations[1], { token: card, at: time(90) }))
    await record(
      metered(stations[0], first!.transactionId, [sample(30, 6000)], { receivedAt: clock(120) }),
      stop(stations[1], third.transactionId, { at: time(120) }),
    )
    expect([await money(first!.sessionId), await money(third.sessionId)]).toEqual(['0', '16'])
  })

  it('costs no more than the month’s cap with the others; the narrowest plan counts, and a group’s where there is no other', async () => {
    const { payer, token, card, stations } = await world()
    await db().token.update({ where: { id: token.id }, data: { groupName: 'Grannar' } })
    const group = await aPlan({ discountPercent: '50' }, 'Grannrabatt')
    await givePlan(operator, { planId: group, groupName: 'Grannar', fromDay: '2026-11-01' }, { now })
    const charge = async (minutes: number) => {
      const begun = await say(start(stations[0], { token: card, at: time(minutes) }))
      await say(stop(stations[0], begun.transactionId, { at: time(minutes + 30) }))
      return money(begun.sessionId)
    }
    expect(await charge(0)).toBe('20')
    // A discount's month is never summed: it gives every session the same.
    const { id: discounted } = await db().session.findFirstOrThrow({ orderBy: { id: 'desc' } })
    expect((await plansOfSessions([discounted])).get(discounted)?.grant.used.size).toBe(0)
    const capped = await aPlan({ monthCap: '50' }, 'Tak')
    await givePlan(
      operator,
      { planId: capped, customerId: payer.id, tokenId: token.id, fromDay: '2026-11-01' },
      { now },
    )
    expect([await charge(40), await charge(80), await charge(120)]).toEqual(['40', '10', '0'])
    const { id: last } = await db().session.findFirstOrThrow({ orderBy: { id: 'desc' } })
    expect((await plansOfSessions([last])).get(last)?.grant.used).toEqual(
      new Map([['2026-11-01', { wh: expect.anything(), amount: '50.0000' }]]),
    )
    const { rows } = await pool().query<{ lines: { reason: string; amount: string }[] }>(
      `SELECT lines FROM priced_session WHERE agreement ? 'monthCap' ORDER BY session_id DESC LIMIT 1`,
    )
    expect(rows[0]?.lines.at(-1)).toMatchObject({ reason: 'month-cap', amount: '-40.00' })
  })
})

describe('the fee', () => {
  const OCTOBER = { periodFrom: '2026-10-01', periodTo: '2026-10-31', issueDate: '2026-11-01' }
  const october = new Date('2026-10-05T10:00:00Z')
  const run = async (over: object = {}) => {
    await startRun(operator, { ...OCTOBER, ...over })
    await advanceRuns(new Date('2026-11-20T03:00:00Z'))
    return (await listInvoices(operator)).rows
  }

  beforeEach(async () => {
    await pool().query(`TRUNCATE billed_fee, billed_session, ledger_entry, voucher, payment_allocation, invoice_line, invoice, invoice_run,
      number_series, seller, priced_session, session_review, session, subscription CASCADE`)
    await aSeller()
  })

  it('is a line for the days it ran, also of a customer who never charged, once, and is given back by a credit', async () => {
    const payer = await aPayer({ name: 'Bara avgift AB' })
    const planId = await aPlan({ monthlyFee: '300' })
    await givePlan(operator, { planId, customerId: payer.id, fromDay: '2026-10-11' }, { now: october })
    expect(await previewRun(operator, OCTOBER)).toMatchObject({
      sessions: 0,
      fees: 1,
      total: '203.23',
      customers: [{ name: 'Bara avgift AB', sessions: 0, fees: 1, total: '203.23' }],
    })
    const [invoice] = await run()
    const document = await getInvoiceDocument(operator, invoice!.id)
    expect(checkDocument(document)).toEqual([])
    expect(document).toMatchObject({
      payable: '203.23',
      supply: { from: '2026-10-01', to: '2026-10-31' },
      lines: [
        {
          kind: 'subscription',
          text: 'Abonnemang Bas, 11–31 oktober 2026',
          unit: 'month',
          gross: '203.23',
          session: null,
        },
      ],
    })
    // Once: whoever asks.
    expect(await previewRun(operator, OCTOBER)).toMatchObject({ fees: 0, total: '0.00' })
    expect(await run()).toHaveLength(1)
    const { subscriptionId, month } = await db().billedFee.findFirstOrThrow()
    await expect(db().billedFee.create({ data: { subscriptionId, month, invoiceId: invoice!.id } })).rejects.toThrow()

    await creditInvoice(operator, invoice!.id, { positions: null, reason: 'Fel plan', invoicesAgain: true })
    const all = await run()
    expect(all.map(({ kind, payable }) => `${kind} ${payable}`)).toEqual([
      'invoice 203.23',
      'credit-note 203.23',
      'invoice 203.23',
    ])
  })

  it('follows changes in the middle of a month to the öre, beside the sessions; a draft that is thrown away frees it', async () => {
    const payer = await aPayer({ name: 'Byter plan AB' })
    const homeless = await aPayer({ street: '' })
    const small = await aPlan({ monthlyFee: '100' }, 'Liten')
    const large = await aPlan({ monthlyFee: '250', pricesIncludeVat: false }, 'Stor')
    const given = await givePlan(
      operator,
      { planId: small, customerId: payer.id, fromDay: '2026-10-01' },
      { now: october },
    )
    await givePlan(operator, { planId: small, customerId: homeless.id, fromDay: '2026-10-01' }, { now: october })
    await changePlan(operator, given.id, { planId: large, fromDay: '2026-10-11' }, { now: october })
    await aPricedSession(await aPlace(), payer.id, { endedAt: '2026-10-05T10:00:00Z', kwh: '10.000' })
    const [draft] = await run({ isDraft: true })
    // 100 × 10/31 with VAT; 250 × 21/31 without.
    const lines = async (id: bigint) =>
      (await getInvoiceDocument(operator, id)).lines.map((line) => [line.text, line.gross])
    const expected = [
      ['Abonnemang Liten, 1–10 oktober 2026', '32.26'],
      ['Abonnemang Stor, 11–31 oktober 2026', '211.69'],
      ['Laddning, energi', '39.00'],
    ]
    expect(await lines(draft!.id)).toEqual(expected)
    const { rows } = await pool().query<{ excluded: object }>('SELECT excluded FROM invoice_run')
    expect(rows[0]?.excluded).toEqual({ 'address-missing': 1 })
    await cancelDraft(operator, draft!.id)
    expect(await lines((await run()).find(({ state }) => state === 'issued')!.id)).toEqual(expected)
  })
})

describe('plans and who has them', () => {
  it('are written by those who may, with versions that never change, and given once at a time', async () => {
    const { payer, token } = await world()
    const planId = await aPlan({ monthlyFee: '99' }, 'Mini')
    await expect(createPlan(operator, { name: 'Tom', terms: TERMS })).rejects.toMatchObject({ code: 'invalid' })
    expect(
      await savePlanVersion(
        operator,
        planId,
        { terms: { ...TERMS, monthlyFee: '120' }, effectiveFrom: '2026-12-01' },
        { now },
      ),
    ).toEqual({ number: 2 })
    await expect(savePlanVersion(operator, planId, { terms: TERMS_120 }, { now })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(
      savePlanVersion(operator, planId, { terms: TERMS_120, effectiveFrom: '2027-01-01' }, { now, basedOn: 1 }),
    ).rejects.toMatchObject({ details: { reason: 'plan-changed-meanwhile' } })
    await expect(pool().query(`UPDATE plan_version SET note = 'x' WHERE plan_id = $1`, [planId])).rejects.toThrow(
      /never changed/,
    )
    expect(await getPlan(operator, planId, now)).toMatchObject({
      version: { number: 1 },
      next: { number: 2 },
      holders: 0,
    })

    const wish = { planId, customerId: payer.id, fromDay: '2026-11-10' }
    await expect(givePlan(operator, { ...wish, fromDay: '2026-10-31' }, { now })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(givePlan(operator, { planId, groupName: 'G', fromDay: '2026-11-10' }, { now })).rejects.toMatchObject({
      details: { reason: 'plan-fee-of-group' },
    })
    const stranger = await aToken({ value: `FREMD-${names}` })
    await expect(givePlan(operator, { ...wish, tokenId: stranger.id }, { now })).rejects.toMatchObject({
      code: 'not-found',
    })
    // Of two at once one is given.
    const both = await Promise.allSettled([givePlan(operator, wish, { now }), givePlan(operator, wish, { now })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const given = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []))[0]!
    await expect(givePlan(operator, { ...wish, fromDay: '2027-01-01' }, { now })).rejects.toMatchObject({
      details: { reason: 'plans-overlap' },
    })
    // A card of the customer's may have its own beside it.
    const own = await givePlan(operator, { ...wish, tokenId: token.id, untilDay: '2026-12-31' }, { now })

    const fleet = anActor('fleet-manager', { customerId: payer.id })
    expect((await listSubscriptions(fleet)).map(({ whose }) => whose.kind).sort()).toEqual(['customer', 'token'])
    expect(await listSubscriptions(anActor('fleet-manager', { customerId: payer.id + 999n }))).toEqual([])
    await expect(endSubscription(fleet, given, { untilDay: null })).rejects.toMatchObject({ code: 'forbidden' })

    const later = new Date('2026-11-20T10:00:00Z')
    await expect(endSubscription(operator, given, { untilDay: '2026-11-15' }, { now: later })).rejects.toMatchObject({
      code: 'invalid',
    })
    await endSubscription(operator, given, { untilDay: '2026-11-25' }, { now: later })
    const next = await givePlan(operator, { ...wish, fromDay: '2026-11-26' }, { now: later })
    await expect(endSubscription(operator, given, { untilDay: null }, { now: later })).rejects.toMatchObject({
      details: { reason: 'plans-overlap' },
    })
    // What has ended stays ended: the days since were charged without it.
    for (const untilDay of [null, '2027-01-31']) {
      await expect(
        endSubscription(operator, given, { untilDay }, { now: new Date('2026-12-20T10:00:00Z') }),
      ).rejects.toMatchObject({ details: { reason: 'subscription-ended' } })
    }
    // What has not begun is taken back altogether.
    await endSubscription(operator, next.id, { untilDay: '2026-11-25' }, { now: later })
    expect(
      (await listSubscriptions(operator, { customerId: payer.id }, later)).map(({ id, untilDay }) => [id, untilDay]),
    ).toEqual([
      [own.id, '2026-12-31'],
      [given, '2026-11-25'],
    ])
    await archivePlan(operator, planId, true)
    await expect(givePlan(operator, { ...wish, fromDay: '2027-03-01' }, { now })).rejects.toMatchObject({
      details: { reason: 'plan-archived' },
    })
    expect((await listPlans(operator)).some(({ id }) => id === planId)).toBe(false)
    const acts = await db().auditEntry.findMany({
      where: { subject: `customer:${payer.id}` },
      select: { act: true },
      orderBy: { id: 'asc' },
    })
    expect(acts.map(({ act }) => act)).toEqual([
      'subscription.give',
      'subscription.give',
      'subscription.end',
      'subscription.give',
      'subscription.take-back',
    ])
  })
})
const TERMS_120: PlanTerms = { ...TERMS, monthlyFee: '120' }
