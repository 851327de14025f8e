import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { db, pool } from '../db/client'
import { anActor, aSession, aStation } from '../db/testing/fixtures'
import { writeRevenueReport } from '../mailings/queries/write-revenue-report'
import { listSessions } from '../sessions/queries/list-sessions'
import { DIMENSIONS, type Dimension } from './dimension'
import { MEASURES } from './measures'
import { markRevenueStale } from './mutations/mark-stale'
import { forgetEmptyCells, rollUpRevenue } from './mutations/roll-up-revenue'
import { getRevenue } from './queries/get-revenue'
import { getRevenueToday } from './queries/get-revenue-today'
import { type SummedQuestion, sumRevenue } from './queries/sum-revenue'
import { makeReportFile } from './report-file'
import type { RevenueFilter } from './revenue-filter'
import { answerOf, rowsSay } from './testing/rows-say'
import { aRevenueWorld, HAPPENINGS, happen, pick, price, type World } from './testing/story'

const operator = anActor('operator')

let world: World

beforeEach(async () => {
  world = await aRevenueWorld()
})

/** Periods within months, over their ends, and of whole ones. */
const SPANS = [
  { from: '2025-12-01', to: '2026-12-01' },
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
    measures: MEASURES,
    filter: pick(filters, index + (n >> 2)),
  }))
  for (const bucket of ['hour', 'day', 'month'] as const)
    questions.push({ ...pick(SPANS, n), by: [], bucket, measures: MEASURES, filter: pick(filters, n) })
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
        for (const [what, choice] of story) await happen(world, what, choice)
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

const WAITING = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`

test('a clock that is being changed while a session ends is heeded for that session too', async () => {
  const changing = await pool().connect()
  try {
    await changing.query('BEGIN')
    await changing.query(`UPDATE site SET time_zone = 'Asia/Tokyo' WHERE id = $1`, [world.sites[0]])
    const endedAt = new Date('2026-02-27T20:00:00Z')
    const { id } = await aSession(world.stations[0]!.id, {
      siteId: world.sites[0],
      status: 'ended',
      startedAt: new Date(endedAt.getTime() - 3_600_000),
      endedAt,
    })
    await price(id, 10_000)
    let isOver = false
    const adding = rollUpRevenue().finally(() => {
      isOver = true
    })
    const isWaiting = async () => (await pool().query(WAITING)).rowCount !== 0
    while (!isOver && !(await isWaiting()));
    await changing.query('COMMIT')
    await adding
    await isEqual(0)
    await rollUpRevenue()
    await isEqual(1)
  } finally {
    changing.release()
  }
})

test('what a row is held against is its own, however many others were greater then', async () => {
  const [first, second] = world.stations
  const sold = async (stationId: bigint, endedAt: string, cents: number) => {
    const at = new Date(endedAt)
    const session = await aSession(stationId, {
      status: 'ended',
      startedAt: new Date(at.getTime() - 1000),
      endedAt: at,
    })
    await price(session.id, cents)
  }
  for (let n = 0; n < 12; n += 1) await sold((await aStation()).id, '2026-01-10T12:00:00Z', 20_000 + 4 * n)
  await sold(first!.id, '2026-01-10T12:00:00Z', 400)
  await sold(first!.id, '2026-02-10T12:00:00Z', 30_000)
  await sold(second!.id, '2026-02-10T12:00:00Z', 800)
  await rollUpRevenue()
  const query = { from: '2026-02-01', to: '2026-02-28', compare: 'previous', by: 'station,hour' } as const
  const { rows, rowCount } = await getRevenue(operator, query, 1)
  expect(rowCount).toBe(2)
  expect(rows.map(({ sums, before }) => [sums.gross, before?.gross])).toEqual([['300.0000', '4.0000']])
})

test('fees of subscriptions stand beside the sessions, on the day they were invoiced, less what was credited', async () => {
  const [one, other] = world.customers
  const invoiced = async (customerId: bigint, issueDate: string, gross: number, over: object = {}) => {
    const sums = { currency: 'SEK', vatTotals: [], netTotal: '0', vatTotal: '0', grossTotal: '0', payable: '0' }
    const period = { periodFrom: new Date('2026-01-01'), periodTo: new Date('2026-01-31') }
    const { id } = await db().invoice.create({ data: { customerId, createdBy: 'user:1', ...sums, ...period, ...over } })
    const line = { text: 'x', quantity: '1', unit: 'month', unitPrice: '1', vatPercent: '25', vatCategory: 'S' }
    const money = { net: String(gross * 0.8), vat: String(gross * 0.2), gross: String(gross) }
    for (const [at, kind] of ['subscription', 'other'].entries())
      await db().invoiceLine.create({ data: { invoiceId: id, position: at + 1, kind, ...line, ...money } })
    const issued = { state: 'issued', number: `S${id}`, issueDate: new Date(issueDate), dueDate: new Date(issueDate) }
    await db().invoice.update({ where: { id }, data: { ...issued, issuedAt: new Date(), issuedBy: 'user:1' } })
    return id
  }
  const first = await invoiced(one!, '2026-01-31', 100)
  await invoiced(one!, '2026-02-01', 50)
  await invoiced(other!, '2026-02-28', 200)
  await invoiced(other!, '2026-03-01', 1000)
  await invoiced(one!, '2026-02-10', 25, { kind: 'credit-note', creditsId: first })
  const query = { from: '2026-02-01', to: '2026-02-28', compare: 'previous', by: 'customer' } as const
  const report = await getRevenue(operator, query)
  expect(report).toMatchObject({
    total: { gross: '0.0000' },
    subscriptions: { net: '180.0000', vat: '45.0000', gross: '225.0000' },
    subscriptionsBefore: { gross: '100.0000' },
  })
  const file = Buffer.from((await makeReportFile(report, 'csv', 'sv')).content).toString()
  expect(file).toMatch(/Därtill abonnemang;.*180,00;45,00;225,00;.*100,00/)
  expect(await getRevenue(operator, { ...query, customer: String(one) })).toMatchObject({
    subscriptions: { gross: '25.0000' },
  })
  // A fee has no site, and hosts do not hear who pays.
  for (const [actor, over] of [
    [operator, { site: String(world.sites[0]) }],
    [anActor('site-host', { siteIds: [world.sites[0]!] }), { by: 'site' }],
  ] as const)
    expect(await getRevenue(actor, { ...query, ...over })).toMatchObject({ subscriptions: null })
})

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
      /^Summa;;2;20,000;120,00;30,00;150,00;100,00;40,00;20,00;0,00;60,00;1;/,
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
