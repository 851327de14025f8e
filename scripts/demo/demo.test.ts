import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../lib/kernel/time'
import { isOrgNumber } from '../../lib/references/org-number'
import { siteSchema } from '../../lib/sites/site'
import { isPriced } from '../../lib/tariffs/price-session'
import { tariffTermsSchema } from '../../lib/tariffs/tariff'
import { templateSchema } from '../../lib/templates/template'
import { worksOf } from '../../simulator/configuration'
import { createRandom } from '../../simulator/random'
import { demoFleet } from './demo-fleet'
import { arrivalTable, drawHistory } from './history'
import { DEMO_MODELS } from './models'
import { drawNetwork } from './network'
import { phasesOf, pricePast } from './price-past'
import { DEMO_SITES } from './sites'
import { DEMO_TARIFFS } from './tariffs'
import { DEMO_TEMPLATES } from './templates'

const network = drawNetwork(createRandom(1))
const from = Date.UTC(2026, 8, 1)
const to = from + 30 * DAY_MS

describe('the demo network', () => {
  it('has twelve sites in four price areas and 200 stations of both versions, AC and DC', () => {
    expect(DEMO_SITES).toHaveLength(12)
    expect(new Set(DEMO_SITES.map(({ priceArea }) => priceArea))).toEqual(new Set(['SE1', 'SE2', 'SE3', 'SE4']))
    expect(network.stations).toHaveLength(200)
    expect(new Set(network.stations.map(({ identity }) => identity)).size).toBe(200)
    const versions = network.stations.map(({ model }) => model.version)
    expect(versions.filter((version) => version === 'ocpp2.0.1').length).toBeGreaterThan(50)
    expect(versions.filter((version) => version === 'ocpp1.6').length).toBeGreaterThan(50)
    const dc = network.stations.filter(({ rhythm }) => rhythm === 'fast').length
    expect(dc).toBeGreaterThan(30)
    expect(dc).toBeLessThan(100)
  })

  it('would be taken by the console: sites, organisation numbers, tariffs, templates', () => {
    for (const { name, address, postalCode, city, latitude, longitude, priceArea, fuseA } of DEMO_SITES) {
      const site = { name, address, postalCode, city, latitude, longitude, priceArea, fuseA }
      expect(siteSchema.safeParse(site).error).toBeUndefined()
    }
    for (const { orgNumber } of network.customers) if (orgNumber) expect(isOrgNumber(orgNumber)).toBe(true)
    for (const { versions } of Object.values(DEMO_TARIFFS)) {
      for (const { terms } of versions) expect(tariffTermsSchema.safeParse(terms).error).toBeUndefined()
    }
    for (const template of DEMO_TEMPLATES) expect(templateSchema.safeParse(template).error).toBeUndefined()
    expect(Object.values(DEMO_TARIFFS).filter(({ isDefault }) => isDefault)).toHaveLength(1)
  })

  it('names products as BootNotification can carry them', () => {
    for (const { vendor, model } of Object.values(DEMO_MODELS)) {
      expect(vendor.length).toBeLessThanOrEqual(20)
      expect(model.length).toBeLessThanOrEqual(20)
    }
  })

  it('has drivers everywhere, each card once', () => {
    for (const { drivers } of network.stations) expect(drivers.length).toBeGreaterThan(10)
    const cards = network.customers.flatMap(({ tokens }) => tokens.map(({ value }) => value))
    expect(new Set(cards).size).toBe(cards.length)
    for (const card of cards) expect(card).toMatch(/^[0-9A-F]{8,14}$/)
  })
})

it('has stations that are as their templates want them, and some that are not', () => {
  const { stations } = demoFleet(network, { url: 'ws://127.0.0.1:9000/ocpp' }, 'a password', new Map())
  const drifted = stations.filter((spec) =>
    DEMO_TEMPLATES.some(
      (template) =>
        template.protocol === spec.version &&
        template.model === undefined &&
        template.values.some(({ key, value }) => worksOf(spec)[key]?.value !== value),
    ),
  )
  expect(drifted.length).toBeGreaterThan(20)
  expect(drifted.length).toBeLessThan(100)
  for (const { key } of DEMO_TEMPLATES.flatMap(({ values }) => values))
    expect(stations.some((spec) => worksOf(spec)[key] !== undefined)).toBe(true)
})

describe('the demo history', () => {
  const station = network.stations[0]!
  const arrivals = arrivalTable(station.rhythm, 'Europe/Stockholm', from, to)
  const draw = () => drawHistory(station, arrivals, from, to, createRandom(5))

  it('is the same for the same seed', () => {
    expect(draw()).toEqual(draw())
  })

  it('never has two cars on one outlet, and a meter that only rises', () => {
    const { sessions } = draw()
    expect(sessions.length).toBeGreaterThan(20)
    for (const evse of [1, 2]) {
      const own = sessions.filter((session) => session.evse === evse)
      for (const [at, session] of own.entries()) {
        expect(session.startedAt).toBeLessThan(session.endedAt)
        expect(session.endedAt).toBeLessThanOrEqual(to)
        expect(session.curve.at(-1)).toMatchObject({ at: session.endedAt, energyWh: session.energyWh })
        const next = own[at + 1]
        if (!next) continue
        expect(next.startedAt).toBeGreaterThan(session.endedAt)
        expect(next.meterStartWh).toBeGreaterThanOrEqual(session.meterStartWh + session.energyWh - 1)
      }
    }
  })

  it('is priced by the real engine', () => {
    const session = draw().sessions.find(({ energyWh }) => energyWh > 5000)!
    const version = { id: 1n, from, terms: DEMO_TARIFFS['Publik AC'].versions[1].terms }
    const price = pricePast(session, phasesOf(session), version, session.curve)
    expect(isPriced(price) && Number(price.total)).toBeGreaterThanOrEqual(Math.floor(session.energyWh * 0.39) / 100)
    expect(pricePast(session, [], version, null)).toEqual({ unpriced: 'meter-missing' })
    expect(pricePast(session, [], null, session.curve)).toEqual({ unpriced: 'no-tariff' })
  })
})
