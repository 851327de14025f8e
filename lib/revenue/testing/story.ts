import { db, pool } from '../../db/client'
import { aCustomer, aSession, aSite, aStation, aTariffVersion } from '../../db/testing/fixtures'
import { markRevenueStale } from '../mutations/mark-stale'
import { rollUpRevenue } from '../mutations/roll-up-revenue'

export interface World {
  readonly sites: readonly bigint[]
  /** Two of each site, and one without. */
  readonly stations: readonly { readonly id: bigint; readonly siteId: bigint | null }[]
  readonly customers: readonly (bigint | null)[]
  readonly versions: readonly { readonly id: bigint; readonly currency: string }[]
  readonly providers: readonly bigint[]
}

/** An empty house with somewhere to charge, in three zones and two currencies. */
export async function aRevenueWorld(): Promise<World> {
  await pool().query(
    'TRUNCATE revenue_fact, revenue_cell, revenue_stale, session, site, tariff, customer, payment_provider, provider_fee CASCADE',
  )
  const sites = [
    await aSite(),
    await aSite({ timeZone: 'Europe/Helsinki' }),
    await aSite({ timeZone: 'America/New_York' }),
  ].map(({ id }) => id)
  const stations = []
  for (const siteId of [...sites, ...sites, null]) stations.push(await aStation({ siteId }))
  const versions = [await aTariffVersion([]), await aTariffVersion([], { currency: 'EUR' }), await aTariffVersion([])]
  const customers = [(await aCustomer()).id, (await aCustomer()).id, null, null]
  const providers = []
  for (const kind of ['stripe', 'swish'])
    providers.push((await db().paymentProvider.create({ data: { kind, isEnabled: true, cap: '500' } })).id)
  return { sites, stations, customers, versions, providers }
}

/** What may happen to a session, in any order; `n` chooses whatever there is to choose. */
export const HAPPENINGS = [
  'charges',
  'charges',
  'charges',
  'late',
  'priced',
  'unpriced',
  'corrected',
  'reviewed',
  'resolved',
  'paid',
  'refunded',
  'settled-later',
  'owed-paid',
  'fee',
  'cost-stale',
  'invoiced',
  'invoice-paid',
  'credited',
  'moved',
  'cost',
  'cost-unknown',
  'forgotten',
  'clock',
  'rolled-up',
] as const
export type Happening = (typeof HAPPENINGS)[number]

export const pick = <Item>(items: readonly Item[], n: number): Item => items[n % items.length]!

/** From the turn of the year to the week after the clocks are set forward; many around midnight. */
const instant = (n: number) => new Date(Date.UTC(2025, 11, 28) + (n % 2600) * 3_600_000 - (n % 7) * 60_000)

export async function happen(world: World, what: Happening, n: number): Promise<void> {
  if (what === 'rolled-up') {
    await rollUpRevenue(new Date(), 1 + (n % 5))
    return
  }
  if (what === 'clock') {
    await db().site.update({
      where: { id: pick(world.sites, n) },
      data: { timeZone: pick(['Europe/London', 'Asia/Tokyo'], n) },
    })
    return
  }
  if (what === 'fee') {
    const version = { percent: pick(['0', '1.5', '2.125'], n), fixed: pick(['2', '0', '1.8'], n >> 2) }
    const key = { kind: pick(['stripe', 'swish'], n), validFrom: new Date(pick(['2025-12-01', '2026-02-01'], n >> 3)) }
    await db().providerFee.upsert({
      where: { kind_validFrom: key },
      create: { ...key, ...version, createdBy: 'user:1' },
      update: version,
    })
    return
  }
  if (what === 'charges') {
    const station = pick(world.stations, n)
    const isOver = n % 5 !== 0
    const endedAt = instant(n)
    const session = await aSession(station.id, {
      siteId: station.siteId,
      customerId: pick(world.customers, n >> 3),
      tariffVersionId: n % 11 === 0 ? null : pick(world.versions, n >> 2).id,
      startedAt: new Date(endedAt.getTime() - 3_600_000),
      status: isOver ? 'ended' : 'active',
      endedAt: isOver ? endedAt : null,
      energyWh: String((n % 50_000) + 0.123),
    })
    if (isOver && n % 3 !== 0) await price(session.id, n)
    return
  }
  const sessions = await db().session.findMany({
    orderBy: { id: 'asc' },
    include: { priced: true, payment: true, billed: true },
  })
  if (sessions.length === 0) return
  const session = pick(sessions, n)
  const sessionId = session.id
  switch (what) {
    case 'late':
      await db().session.update({
        where: { id: sessionId },
        data: { status: 'ended', endedAt: instant(n), energyWh: String(n % 40_000) },
      })
      return
    case 'priced':
      await price(sessionId, n)
      return
    case 'corrected':
      await db().session.update({ where: { id: sessionId }, data: { energyWh: String(n % 30_000) } })
      await price(sessionId, n + 1)
      return
    case 'unpriced': {
      const none = {
        currency: null,
        totalExclVat: null,
        vat: null,
        total: null,
        unpricedReason: 'meter-missing',
        lines: [],
      }
      await db().pricedSession.upsert({
        where: { sessionId },
        create: { sessionId, pricedAt: new Date(), ...none },
        update: none,
      })
      return
    }
    case 'reviewed':
      await db().sessionReview.upsert({
        where: { sessionId_flag: { sessionId, flag: pick(['clock', 'meter'], n) } },
        create: { sessionId, flag: pick(['clock', 'meter'], n) },
        update: { resolvedAt: null },
      })
      return
    case 'resolved':
      await db().sessionReview.updateMany({
        where: { sessionId },
        data: { resolvedAt: new Date(), resolvedBy: 'user:1' },
      })
      return
    case 'paid':
      if (session.billed !== null || session.payment !== null || session.tariffVersionId === null) return
      await db().payment.create({
        data: {
          key: `pay-${sessionId}`,
          providerId: pick(world.providers, n),
          stationId: session.stationId,
          evseNumber: 1,
          connectorNumber: 1,
          tariffVersionId: session.tariffVersionId,
          currency: 'SEK',
          means: 'reserve',
          cap: '500',
          authorised: '500',
          captured: String(n % 300),
          price: session.priced?.total ?? null,
          state: pick(['paid', 'paid', 'charging'], n),
          settledAt: n % 4 === 0 ? null : instant(n),
          createdAt: instant(n >> 2),
          payBy: new Date(),
          sessionId,
        },
      })
      return
    case 'owed-paid':
      if (session.payment === null) return
      await db().payment.create({
        data: {
          key: `owed-${sessionId}-${await db().payment.count()}`,
          providerId: pick(world.providers, n),
          settlesId: session.payment.id,
          stationId: session.stationId,
          evseNumber: 1,
          connectorNumber: 1,
          tariffVersionId: session.payment.tariffVersionId,
          currency: 'SEK',
          means: 'prepay',
          cap: '500',
          authorised: '500',
          captured: String(n % 40),
          createdAt: instant(n >> 2),
          payBy: new Date(),
        },
      })
      return
    case 'cost-stale':
      await db().sessionEnergyCost.updateMany({ where: { sessionId }, data: { isStale: n % 3 !== 0 } })
      return
    case 'refunded':
      if (session.payment === null) return
      await db().refund.create({
        data: {
          paymentId: session.payment.id,
          key: `refund-${sessionId}-${n}-${await db().refund.count()}`,
          amount: String(n % 90),
          stage: pick(['asked', 'done', 'done', 'failed'], n),
          requestedBy: 'user:1',
        },
      })
      return
    case 'settled-later':
      if (session.payment !== null)
        await db().payment.update({
          where: { id: session.payment.id },
          data: { captured: '250.5', state: 'paid', settledAt: instant(n) },
        })
      return
    case 'invoiced':
      await invoice(session)
      return
    case 'invoice-paid':
      if (session.billed)
        await db().invoice.update({ where: { id: session.billed.invoiceId }, data: { openAmount: String(n % 3) } })
      return
    case 'credited':
      await credit(session, n % 2 === 0)
      return
    case 'moved':
      await db().session.update({
        where: { id: sessionId },
        data: { customerId: pick(world.customers, n), siteId: pick(world.sites, n) },
      })
      return
    case 'cost':
    case 'cost-unknown': {
      const amount = what === 'cost' ? String((n % 900) / 100) : null
      const parts = { cost: amount, spotCost: amount, gridCost: amount && '0', otherCost: amount && '0' }
      const cost = { ...parts, unknown: amount === null ? 'terms-missing' : null, computedAt: new Date() }
      await db().$transaction(async (tx) => {
        await tx.sessionEnergyCost.upsert({ where: { sessionId }, create: { sessionId, ...cost }, update: cost })
        await markRevenueStale(tx, [sessionId])
      })
      return
    }
    case 'forgotten':
      if (session.billed !== null || session.payment !== null) return
      await db().session.delete({ where: { id: sessionId } })
  }
}

interface Found {
  readonly id: bigint
  readonly customerId: bigint | null
  readonly priced: { readonly total: unknown } | null
  readonly payment: unknown
  readonly billed: { readonly invoiceId: bigint } | null
}

export async function price(sessionId: bigint, n: number): Promise<void> {
  const cents = n % 40_000
  const vat = Math.round(cents / 5)
  const made = {
    currency: pick(['SEK', 'SEK', 'SEK', 'EUR'], n),
    total: (cents / 100).toFixed(2),
    vat: (vat / 100).toFixed(2),
    totalExclVat: ((cents - vat) / 100).toFixed(2),
    unpricedReason: null,
    lines: [],
  }
  await db().pricedSession.upsert({
    where: { sessionId },
    create: { sessionId, pricedAt: new Date(), ...made },
    update: made,
  })
}

const SUMS = { currency: 'SEK', vatTotals: [], netTotal: '80', vatTotal: '20', grossTotal: '100', payable: '100' }
const PERIOD = { periodFrom: new Date('2026-01-01'), periodTo: new Date('2026-01-31') }
let numbers = 0

async function invoice({ id, customerId, priced, payment, billed }: Found): Promise<void> {
  if (customerId === null || priced?.total == null || payment !== null || billed !== null) return
  const { id: invoiceId } = await db().invoice.create({ data: { customerId, createdBy: 'user:1', ...SUMS, ...PERIOD } })
  await db().billedSession.create({ data: { sessionId: id, invoiceId } })
  await db().invoice.update({
    where: { id: invoiceId },
    data: {
      state: 'issued',
      number: `T${++numbers}`,
      openAmount: '100',
      issueDate: new Date(),
      dueDate: new Date(),
      issuedAt: new Date(),
      issuedBy: 'user:1',
    },
  })
}

async function credit({ id, customerId, billed }: Found, isAgain: boolean): Promise<void> {
  if (billed === null || customerId === null) return
  const line = {
    kind: 'session',
    text: 'x',
    quantity: '1',
    unit: 'kWh',
    unitPrice: '1',
    net: '8',
    vatPercent: '25',
    vatCategory: 'S',
    vat: '2',
    gross: '10',
  }
  const credited = await db().invoiceLine.count({ where: { creditsId: billed.invoiceId } })
  const note = await db().invoice.create({
    data: { kind: 'credit-note', customerId, creditsId: billed.invoiceId, createdBy: 'user:1', ...SUMS, ...PERIOD },
  })
  await db().invoiceLine.create({
    data: {
      invoiceId: note.id,
      position: 1,
      sessionId: id,
      creditsId: billed.invoiceId,
      creditsPosition: credited + 1,
      ...line,
    },
  })
  await db().invoice.update({
    where: { id: note.id },
    data: {
      state: 'issued',
      number: `T${++numbers}`,
      issueDate: new Date(),
      dueDate: new Date(),
      issuedAt: new Date(),
      issuedBy: 'user:1',
    },
  })
  if (isAgain) await db().billedSession.delete({ where: { sessionId: id } })
}
