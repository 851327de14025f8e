import { expect, test } from 'vitest'
import { db } from '../db/client'
import { anActor, aSession } from '../db/testing/fixtures'
import { marginOf as marginOfRevenue } from '../revenue/measures'
import { markRevenueStale } from '../revenue/mutations/mark-stale'
import { rollUpRevenue } from '../revenue/mutations/roll-up-revenue'
import { getRevenue } from '../revenue/queries/get-revenue'
import { aRevenueWorld, price } from '../revenue/testing/story'
import { MARGIN_BY } from './margin-filter'
import { marginOf } from './margin-sums'
import { setProviderFee } from './mutations/set-provider-fee'
import { getMargin } from './queries/get-margin'
import { listBelowCost } from './queries/list-below-cost'

const operator = anActor('operator')
const MONTH = { from: '2026-03', to: '2026-03' }

test('the margin is that of revenue: at once when a fee, a refund or a cost changes, and the same once it is added up', async () => {
  const world = await aRevenueWorld()
  const station = world.stations[0]!
  // The last second of March in Stockholm; the hour it ended in is what counts.
  const session = await aSession(station.id, {
    siteId: station.siteId,
    status: 'ended',
    startedAt: new Date('2026-03-31T20:30:00Z'),
    endedAt: new Date('2026-03-31T21:59:59Z'),
    energyWh: '10000',
    tariffVersionId: world.versions[0]!.id,
  })
  await price(session.id, 10_000) // 100.00 with VAT, 80.00 without
  const payment = await db().payment.create({
    data: {
      key: 'p',
      providerId: world.providers[0]!,
      stationId: station.id,
      evseNumber: 1,
      connectorNumber: 1,
      tariffVersionId: world.versions[0]!.id,
      currency: 'SEK',
      means: 'reserve',
      state: 'paid',
      cap: '500',
      authorised: '500',
      captured: '100',
      price: '100',
      payBy: new Date(),
      settledAt: new Date('2026-03-31T22:00:01Z'), // 1 April in Stockholm: the fee of that day
      sessionId: session.id,
    },
  })
  await rollUpRevenue()

  /** Both pages, before the worker and, in every split, after it. */
  const both = async (margin: string | null, unknown: Readonly<Record<string, number>> = {}, losses = 0) => {
    for (const isAddedUp of [false, true]) {
      if (isAddedUp) await rollUpRevenue()
      for (const by of isAddedUp ? MARGIN_BY : (['hour', 'day'] as const)) {
        const { whole, rows, unknown: reasons } = await getMargin(operator, MONTH, by)
        expect(marginOf(whole)?.toFixed(4) ?? null, by).toBe(margin)
        expect(rows).toEqual([
          { ...whole, key: keyOf(by), name: by === 'site' || by === 'tariff' ? rows[0]!.name : null },
        ])
        expect(reasons).toEqual(unknown)
      }
      const { total } = await getRevenue(operator, {
        from: '2026-03-01',
        to: '2026-03-31',
        compare: 'none',
        by: 'site',
      })
      expect(marginOfRevenue(total)).toBe(margin)
      expect((await listBelowCost(operator, MONTH)).count).toBe(losses)
    }
  }
  const tariffId = (await db().tariffVersion.findUniqueOrThrow({ where: { id: world.versions[0]!.id } })).tariffId
  const keyOf = (by: (typeof MARGIN_BY)[number]) =>
    ({ site: String(station.siteId), tariff: String(tariffId), hour: '23', month: '2026-03', day: '2026-03-31' })[by]

  await both(null, { awaited: 1 })
  const cost = { cost: '20', spotCost: '15', gridCost: '5', otherCost: '0', computedAt: new Date() }
  await db().$transaction(async (tx) => {
    await tx.sessionEnergyCost.create({ data: { sessionId: session.id, ...cost } })
    await markRevenueStale(tx, [session.id])
  })
  await both(null, { 'fee-missing': 1 })
  await setProviderFee(operator, { kind: 'stripe', validFrom: '2026-01-01', percent: '1.5', fixed: '1.80' })
  await both('56.7000') // 80 − 20 − (1.50 + 1.80)
  await setProviderFee(operator, { kind: 'stripe', validFrom: '2026-04-01', percent: '1.5', fixed: '2.80' })
  await both('55.7000')
  const settled = (at: string) => db().payment.update({ where: { id: payment.id }, data: { settledAt: new Date(at) } })
  await settled('2026-03-31T21:59:59Z')
  await both('56.7000')
  await settled('2026-03-31T22:00:01Z')
  await setProviderFee(operator, { kind: 'stripe', validFrom: '2026-04-01', percent: '1.5', fixed: '0' })
  await both('58.5000')
  const refund = { paymentId: payment.id, key: 'r', amount: '75', stage: 'done', requestedBy: 'user:1' }
  await db().refund.create({ data: refund })
  await both('-1.5000', {}, 1) // 80 less 60 that went back, without VAT, − 20 − 1.50
  const { rows } = await listBelowCost(operator, MONTH)
  expect(rows).toMatchObject([
    { sessionId: session.id, energyWh: '10000', net: '20.0000', cost: '20.0000', fees: '1.5000' },
  ])
  expect(await listBelowCost(operator, MONTH, 2)).toEqual({ rows: [], count: 1 })
  await db().sessionEnergyCost.update({ where: { sessionId: session.id }, data: { isStale: true } })
  await both(null, { awaited: 1 })
  await db().pricedSession.update({
    where: { sessionId: session.id },
    data: { total: null, totalExclVat: null, vat: null },
  })
  await both(null, { unpriced: 1 })
})

test('what was given back of a charge on invoice counts until it is on one', async () => {
  const world = await aRevenueWorld()
  const station = world.stations[0]!
  const customerId = world.customers[0]!
  const session = await aSession(station.id, {
    siteId: station.siteId,
    customerId,
    status: 'ended',
    startedAt: new Date('2026-03-10T10:00:00Z'),
    endedAt: new Date('2026-03-10T11:00:00Z'),
    tariffVersionId: world.versions[0]!.id,
  })
  await price(session.id, 10_000)
  const provider = await db().paymentProvider.create({ data: { kind: 'invoice', cap: '500' } })
  await db().payment.create({
    data: {
      key: 'on-invoice',
      providerId: provider.id,
      stationId: station.id,
      evseNumber: 1,
      connectorNumber: 1,
      tariffVersionId: world.versions[0]!.id,
      currency: 'SEK',
      means: 'reserve',
      state: 'paid',
      cap: '500',
      authorised: '500',
      captured: '100',
      price: '100',
      payBy: new Date(),
      sessionId: session.id,
      refunds: { create: { key: 'part', amount: '40', stage: 'done', requestedBy: 'user:1' } },
    },
  })
  const net = async () => (await getMargin(operator, MONTH, 'site')).whole.net
  expect(await net()).toBe('48.0000')
  await rollUpRevenue()
  expect(await net()).toBe('48.0000')
  const period = { periodFrom: new Date('2026-03-01'), periodTo: new Date('2026-03-31') }
  const sums = { currency: 'SEK', vatTotals: [], netTotal: '80', vatTotal: '20', grossTotal: '100', payable: '100' }
  const invoice = await db().invoice.create({ data: { customerId, createdBy: 'user:1', ...sums, ...period } })
  await db().billedSession.create({ data: { sessionId: session.id, invoiceId: invoice.id } })
  expect(await net()).toBe('80.0000')
  await rollUpRevenue()
  expect(await net()).toBe('80.0000')
})
