import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '../db/client'
import { anActor, aSite, aStation } from '../db/testing/fixtures'
import { priceAwaitingSpot } from '../sessions/mutations/price-awaiting-spot'
import { createTariffOf, rollBack, saveVersion } from '../tariffs/mutations/save-version'
import { compareTariff } from '../tariffs/queries/compare-tariff'
import type { TariffTerms } from '../tariffs/tariff'
import { importSpotPrices } from './mutations/import-spot-prices'
import { heldQuarters, holdQuarters } from './queries/held-quarters'
import { entsoeProvider } from './spot-provider'

/** A platform that answers as the published one does. */
let server: Server
let url: string
let asked: URL[] = []
let answer: (query: URLSearchParams) => { status: number; body: string }

beforeAll(async () => {
  server = createServer((request, response) => {
    const address = new URL(request.url ?? '/', 'http://localhost')
    asked.push(address)
    const { status, body } = answer(address.searchParams)
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`
})
afterAll(() => new Promise((done) => server.close(done)))
beforeEach(async () => {
  asked = []
  await db().$executeRaw`truncate spot_price, tariff, site, station, session, audit_entry cascade`
})

const document = (
  start: string,
  end: string,
  points: readonly (readonly [number, string])[],
  resolution = 'PT15M',
) => `<?xml version="1.0"?>
<Publication_MarketDocument xmlns="urn:iec62325.351:tc57wg16:451-3:publicationdocument:7:3">
 <TimeSeries><mRID>1</mRID><currency_Unit.name>EUR</currency_Unit.name><price_Measure_Unit.name>MWH</price_Measure_Unit.name><curveType>A03</curveType>
  <Period><timeInterval><start>${start}</start><end>${end}</end></timeInterval><resolution>${resolution}</resolution>
   ${points.map(([position, price]) => `<Point><position>${position}</position><price.amount>${price}</price.amount></Point>`).join('')}
  </Period></TimeSeries></Publication_MarketDocument>`
const NOTHING = `<Acknowledgement_MarketDocument><Reason><code>999</code><text>No matching data found</text></Reason></Acknowledgement_MarketDocument>`
const NOW = new Date('2026-11-20T12:00:00Z')
const provider = () => entsoeProvider(url, 'secret-token')

describe('exchange prices', () => {
  it('are asked for by area, filled forward, stored once and never changed', async () => {
    answer = (query) =>
      query.get('in_Domain') === '10Y1001A1001A46L'
        ? {
            status: 200,
            body: document('2026-11-19T23:00Z', '2026-11-20T00:00Z', [
              [1, '40.5'],
              [3, '-2.25'],
            ]),
          }
        : { status: 200, body: NOTHING }
    const results = await importSpotPrices(provider(), NOW)
    expect(results).toEqual(
      ['SE1', 'SE2', 'SE3', 'SE4'].map((area) => ({ area, stored: area === 'SE3' ? 4 : 0, problem: null })),
    )
    expect(Object.fromEntries(asked[2]!.searchParams)).toEqual({
      securityToken: 'secret-token',
      documentType: 'A44',
      in_Domain: '10Y1001A1001A46L',
      out_Domain: '10Y1001A1001A46L',
      periodStart: '202611122300',
      periodEnd: '202611212300',
    })
    answer = () => ({ status: 200, body: document('2026-11-19T23:00Z', '2026-11-20T00:00Z', [[1, '99']]) })
    await importSpotPrices(provider(), NOW)
    const rows = await db().spotPrice.findMany({ where: { area: 'SE3' }, orderBy: { at: 'asc' } })
    expect(rows.map(({ perMwh, currency, source }) => [Number(perMwh), currency, source])).toEqual([
      [40.5, 'EUR', 'entsoe'],
      [40.5, 'EUR', 'entsoe'],
      [-2.25, 'EUR', 'entsoe'],
      [-2.25, 'EUR', 'entsoe'],
    ])
    await holdQuarters(NOW)
    expect(heldQuarters('SE3', new Date('2026-11-19T23:20:00Z'), new Date('2026-11-19T23:40:00Z'))).toMatchObject([
      { perMwh: '40.5' },
      { perMwh: '-2.25' },
    ])
  })

  it('of an hour are its four quarters; a platform that fails is told without its token, and asked again', async () => {
    answer = () => ({ status: 503, body: 'busy' })
    const failed = await importSpotPrices(provider(), NOW)
    expect(failed[0]).toMatchObject({ stored: 0, problem: 'The price list was refused: HTTP 503.' })
    expect(JSON.stringify(failed)).not.toContain('secret-token')
    answer = () => ({ status: 200, body: document('2026-11-20T00:00Z', '2026-11-20T01:00Z', [[1, '10']], 'PT60M') })
    expect((await importSpotPrices(provider(), NOW))[0]).toMatchObject({ stored: 4 })
  })

  it('that are whole are not asked for again, also on the day with 100 quarters', async () => {
    const now = new Date('2026-10-25T12:00:00Z')
    const whole = document('2026-10-17T22:00Z', '2026-10-26T23:00Z', [[1, '10']])
    answer = () => ({ status: 200, body: whole })
    expect((await importSpotPrices(provider(), now))[0]).toMatchObject({ stored: 9 * 96 + 4 })
    asked = []
    expect(await importSpotPrices(provider(), now)).toEqual([])
    expect(asked).toEqual([])
  })
})

const operator = anActor('operator')
const SPOT: TariffTerms = {
  currency: 'SEK',
  vatPercent: '25',
  pricesIncludeVat: true,
  elements: [{ components: [{ dimension: 'energy', price: '0.50', spot: { rule: 'quarter', exchangeRate: '10' } }] }],
}

describe('sessions and versions of tariffs', () => {
  it('wait for the exchange’s prices with a named reason and are priced when those come', async () => {
    const { id } = await createTariffOf(operator, { name: 'Spot', terms: SPOT })
    const version = await db().tariffVersion.findFirstOrThrow({ where: { tariffId: id } })
    const site = await aSite()
    const station = await aStation()
    const session = await db().session.create({
      data: {
        stationId: station.id,
        siteId: site.id,
        evseNumber: 1,
        connectorNumber: 1,
        ocppTransactionId: 'spot-1',
        startKey: 'spot-1',
        status: 'ended',
        startedAt: new Date('2026-11-20T10:00:00Z'),
        endedAt: new Date('2026-11-20T10:30:00Z'),
        receivedAt: NOW,
        energyWh: 4000,
        tariffVersionId: version.id,
        priced: { create: { unpricedReason: 'spot-missing', lines: [], pricedAt: NOW } },
      },
    })
    expect(await priceAwaitingSpot(NOW)).toBe(0)
    const quarter = (at: string, perMwh: number) => ({
      area: site.priceArea,
      at: new Date(at),
      perMwh,
      currency: 'EUR',
      source: 'test',
    })
    await db().spotPrice.create({ data: quarter('2026-11-20T10:00:00Z', 40) })
    expect(await priceAwaitingSpot(NOW)).toBe(0)
    await db().spotPrice.create({ data: quarter('2026-11-20T10:15:00Z', 80) })
    expect(await priceAwaitingSpot(NOW)).toBe(1)
    // 2 kWh × (0.40 × 1.25 + 0.50) + 2 kWh × (0.80 × 1.25 + 0.50)
    const priced = await db().pricedSession.findUniqueOrThrow({ where: { sessionId: session.id } })
    expect(priced).toMatchObject({ currency: 'SEK', unpricedReason: null })
    expect(Number(priced.total)).toBe(5)
    expect(priced.lines).toMatchObject([
      {
        reason: 'spot',
        spot: [
          { kwh: '2', perMwh: '40' },
          { kwh: '2', perMwh: '80' },
        ],
      },
    ])

    const flat: TariffTerms = { ...SPOT, elements: [{ components: [{ dimension: 'energy', price: '2' }] }] }
    const compared = await compareTariff(operator, { tariffId: id, terms: flat, days: 30, now: NOW })
    expect(compared).toMatchObject({ sessions: 1, before: '5.00', after: '8.00', dearer: 1, cheaper: 0, leftOut: 0 })
    expect(compared.distribution.filter((part) => part.sessions > 0)).toEqual([{ from: '1', to: '5', sessions: 1 }])
  })

  it('are saved for a day to come, refused for one gone by, and rolled back as a version of their own', async () => {
    const { id } = await createTariffOf(operator, { name: 'A', terms: SPOT, note: 'first' })
    const flat: TariffTerms = { ...SPOT, elements: [{ components: [{ dimension: 'energy', price: '2' }] }] }
    const later = new Date(Date.now() + 86_400_000)
    expect(
      await saveVersion(operator, id, { terms: flat, effectiveFrom: later, note: 'winter' }, { basedOn: 1 }),
    ).toEqual({ number: 2 })
    await expect(
      saveVersion(operator, id, { terms: flat, effectiveFrom: new Date('2026-01-01') }),
    ).rejects.toMatchObject({
      code: 'invalid',
      details: { effectiveFrom: 'out-of-range' },
    })
    await expect(saveVersion(operator, id, { terms: flat }, { basedOn: 1 })).rejects.toMatchObject({ code: 'conflict' })
    // Nobody rolls back what they have not seen.
    await expect(rollBack(operator, id, 1, { basedOn: 1 })).rejects.toMatchObject({ code: 'conflict' })
    expect(await rollBack(operator, id, 1)).toEqual({ number: 3 })
    const versions = await db().tariffVersion.findMany({ where: { tariffId: id }, orderBy: { number: 'asc' } })
    expect(versions.map(({ number, effectiveFrom, note }) => [number, effectiveFrom?.getTime() ?? null, note])).toEqual(
      [
        [1, null, 'first'],
        [2, later.getTime(), 'winter'],
        [3, null, 'version 1'],
      ],
    )
    expect(versions[2]!.elements).toEqual(versions[0]!.elements)
    const acts = await db().auditEntry.findMany({ where: { subject: `tariff:${id}` }, orderBy: { id: 'asc' } })
    expect(acts.map(({ act }) => act)).toEqual(['tariff.create', 'tariff.new-version', 'tariff.new-version'])
  })
})
