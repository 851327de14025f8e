import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { db, pool } from '../db/client'
import { aCustomer, anActor, aSession, aSite, aStation, aTariffVersion } from '../db/testing/fixtures'
import { writeRevenueReport } from '../mailings/queries/write-revenue-report'
import { listSessions } from '../sessions/queries/list-sessions'
import { DIMENSIONS, type Dimension } from './dimension'
import { markRevenueStale } from './mutations/mark-stale'
import { forgetEmptyCells, rollUpRevenue } from './mutations/roll-up-revenue'
import { getRevenue } from './queries/get-revenue'
import { getRevenueToday } from './queries/get-revenue-today'
import { type SummedQuestion, sumRevenue } from './queries/sum-revenue'
import { makeReportFile } from './report-file'
import type { RevenueFilter } from './revenue-filter'
import { answerOf, rowsSay } from './testing/rows-say'

const operator = anActor('operator')

interface World {
  readonly sites: readonly bigint[]
  /** Two of each site, and one without. */
  readonly stations: readonly { readonly id: bigint; readonly siteId: bigint | null }[]
  readonly customers: readonly (bigint | null)[]
  readonly versions: readonly { readonly id: bigint; readonly currency: string }[]
  readonly providers: readonly bigint[]
}
let world: World

beforeEach(async () => {
  await pool().query(
    'TRUNCATE revenue_fact, revenue_cell, revenue_stale, session, site, tariff, customer, payment_provider CASCADE',
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
  world = { sites, stations, customers, versions, providers }
})

/** What may happen to a session, in any order; `n` chooses whatever there is to choose. */
const HAPPENINGS = [
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
type Happening = (typeof HAPPENINGS)[number]

const pick = <Item>(items: readonly Item[], n: number): Item => items[n % items.length]!

/** From the turn of the year to the week after the clocks are set forward; many around midnight. */
const instant = (n: number) => new Date(Date.UTC(2025, 11, 28) + (n % 2600) * 3_600_000 - (n % 7) * 60_000)

async function happen(what: Happening, n: number): Promise<void> {
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
          payBy: new Date(),
          sessionId,
        },
      })
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
        await db().payment.update({ where: { id: session.payment.id }, data: { captured: '250.5' } })
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

async function price(sessionId: bigint, n: number): Promise<void> {
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

/** Periods within months, over their ends, and of whole ones. */
const SPANS = [
  { from: '2025-12-01', to: '2026-05-01' },
  { from: '2026-01-15', to: '2026-03-30' },
  { from: '2026-03-29', to: '2026-03-30' },
] as const
const PAIRS: readonly (readonly Dimension[])[] = [
  [],
  ...DIMENSIONS.map((dimension) => [dimension]),
  ...DIMENSIONS.flatMap((first, index) => DIMENSIONS.slice(index + 1).map((second) => [first, second])),
]

async function isEqual(n: number): Promise<void> {
  const rows = await rowsSay()
  const filters: readonly RevenueFilter[] = [
    {},
    { means: pick(['invoice', 'card', 'none'], n) },
    { siteId: pick(world.sites, n), weekday: (n % 7) + 1 },
    { customerId: world.customers[0]!, currency: 'SEK' },
    { customerId: 0n, hour: n % 24 },
    { stationId: pick(world.stations, n).id },
  ]
  const questions: SummedQuestion[] = PAIRS.map((by, index) => ({
    ...pick(SPANS, index + n),
    by,
    bucket: null,
    filter: pick(filters, index + (n >> 2)),
  }))
  for (const bucket of ['hour', 'day', 'month'] as const)
    questions.push({ ...pick(SPANS, n), by: [], bucket, filter: pick(filters, n) })
  for (const question of questions) {
    const answer = await sumRevenue(operator, question)
    const said = answer.map(
      ({ currency, bucket, keys, sums }) =>
        `${[currency, bucket, ...keys].join(' ')}: ${Object.entries(sums).map(([name, value]) => `${name} ${value}`)}`,
    )
    expect(
      said.sort(),
      JSON.stringify(question, (_, value) => String(value)),
    ).toEqual(answerOf(rows, question))
  }
}

test('whatever happens to sessions, in any order, the sums are those of the rows: at once, and after the roll-up', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...HAPPENINGS), fc.nat(1_000_000)), { minLength: 25, maxLength: 50 }),
      fc.nat(1_000_000),
      async (story, n) => {
        for (const [what, choice] of story) await happen(what, choice)
        await isEqual(n)
        await rollUpRevenue()
        await forgetEmptyCells()
        expect(await db().revenueStale.count()).toBe(0)
        await isEqual(n + 1)
      },
    ),
    { numRuns: 3, endOnFailure: true },
  )
}, 60_000)

test('a report is of one currency, beside the period before, split and named; hosts see their sites, not customers and costs', async () => {
  const [site] = world.sites
  const station = world.stations[0]!
  const customerId = world.customers[0]!
  const sold = async (endedAt: string, n: number, over: { customerId?: bigint } = {}) => {
    const session = await aSession(station.id, {
      siteId: site,
      status: 'ended',
      startedAt: new Date(Date.parse(endedAt) - 3_600_000),
      endedAt: new Date(endedAt),
      energyWh: '10000',
      tariffVersionId: world.versions[0]!.id,
      ...over,
    })
    await price(session.id, n)
    return session
  }
  // n: öre; of every fourth the price is in euro. The night of the change of clocks has 25 hours in Stockholm.
  const known = await sold('2026-10-24T22:30:00Z', 10_000, { customerId })
  await sold('2026-10-25T22:59:59Z', 5_000)
  await sold('2026-10-25T23:00:00Z', 9_999)
  await sold('2026-10-24T21:59:59Z', 4_000)
  await db().sessionEnergyCost.create({
    data: { sessionId: known.id, cost: '20', spotCost: '15', gridCost: '5', otherCost: '0', computedAt: new Date() },
  })
  await markRevenueStale(pool(), [known.id])

  const query = { from: '2026-10-25', to: '2026-10-25', compare: 'previous', by: 'customer,means' } as const
  const check = async () => {
    const report = await getRevenue(operator, query)
    expect(report).toMatchObject({
      bucket: 'hour',
      currency: 'SEK',
      currencies: ['SEK'],
      before: { from: '2026-10-24', to: '2026-10-25' },
      total: {
        sessions: 2,
        gross: '150.0000',
        net: '120.0000',
        vat: '30.0000',
        cost: '20.0000',
        costedNet: '80.0000',
        costed: 1,
      },
      totalBefore: { sessions: 1, gross: '40.0000' },
      points: [
        { at: '0', gross: '100.0000' },
        { at: '23', gross: '50.0000' },
      ],
      rowCount: 2,
    })
    expect(
      report.rows.map(({ keys, sums, before }) => [keys.map(({ value }) => value), sums.gross, before?.gross]),
    ).toEqual([
      [[String(customerId), 'invoice'], '100.0000', '0.0000'],
      [['0', 'none'], '50.0000', '40.0000'],
    ])
    const file = await makeReportFile(report, 'csv', 'sv')
    expect(Buffer.from(file.content).toString().split('\r\n').at(-2)).toMatch(
      /^Summa;;2;20,000;120,00;30,00;150,00;100,00;40,00;20,00;60,00;1;/,
    )
    expect(await getRevenue(operator, { ...query, from: '2026-10-26', to: '2026-10-26' })).toMatchObject({
      currency: 'EUR',
      total: { gross: '99.9900' },
    })
  }
  await check()
  await rollUpRevenue()
  await check()

  const host = anActor('site-host', { siteIds: [site!] })
  expect(await getRevenue(host, { ...query, by: 'station' })).toMatchObject({
    total: { gross: '150.0000', cost: null, costed: null },
  })
  expect(
    await getRevenue(anActor('site-host', { siteIds: [world.sites[1]!] }), { ...query, by: 'station' }),
  ).toMatchObject({ rows: [], total: { sessions: 0 } })
  await expect(getRevenue(host, query)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(getRevenue(anActor('fleet-manager', { customerId }), { ...query, by: 'site' })).rejects.toMatchObject({
    code: 'forbidden',
  })

  const [behind] = (
    await listSessions(operator, {
      revenue: { from: '2026-10-25', to: '2026-10-25', means: 'invoice', money: 'cost-known' },
    })
  ).rows
  expect(behind?.id).toBe(known.id)

  const letter = await writeRevenueReport(
    operator,
    { customerId: null, language: 'en', formats: ['xlsx'], cadence: 'month', filter: { by: 'means', compare: 'none' } },
    { from: '2026-10-01', to: '2026-10-31' },
  )
  expect(letter).toMatchObject({
    subject: 'Revenue October 2026',
    attachments: [{ what: 'revenue-report', choice: { by: 'means' }, format: 'xlsx' }],
  })
  expect(letter?.text).toMatch(/Revenue incl. VAT: SEK\s190\.00/)

  expect(await getRevenueToday(host, new Date('2026-10-25T20:00:00Z'))).toMatchObject({
    sessions: 2,
    currencies: [{ currency: 'SEK', total: '150.0000', usualSoFar: null }],
  })
})
