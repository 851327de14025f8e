import { expect } from '@playwright/test'
import type { Actor } from '../lib/access/actor'
import type { Api } from './api'
import { at, day } from './past-month'
import type { House } from './start-house'
import { ThirdPartyStation } from './third-party-station'

/** Who is invoiced, by what prices, and what charges: what money.spec.ts begins with. The doors of lib/ work on the house's database. */
export const admin: Actor = { ref: 'user:1', role: 'admin', siteIds: null, customerId: null }
export const FLEET_MANAGER = { email: 'fleet@example.com', password: 'en-lang-losenfras-som-duger' }
export const [FLEET_CARD, PRIVATE_CARD] = ['04F1EE7CA7D001', '04A44AA44AA401']

export async function made(api: Api, path: string, body: object): Promise<string> {
  const answer = await api.post(path, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body.id
}

/** 4.00 kr a kWh and 2.00 a charge; from the 15th 5.00, at night 3.00, and 2.50 a charge. */
export async function twoPrices(api: Api): Promise<void> {
  const price = { name: 'Publik', pricePerKwh: '4.00', startFee: '2.00', isDefault: true }
  const tariffId = BigInt(await made(api, '/tariffs', price))
  const { db } = await import('../lib/db/client')
  // The house is older than this test: its tariff was there before the month began, and on the 10th somebody planned the next price.
  await db().tariffVersion.updateMany({ data: { createdAt: at(1) } })
  const { saveVersion } = await import('../lib/tariffs/mutations/save-version')
  const terms = {
    currency: 'SEK',
    vatPercent: '25',
    pricesIncludeVat: true,
    elements: [
      { components: [{ dimension: 'flat' as const, price: '2.50' }] },
      {
        components: [{ dimension: 'energy' as const, price: '3.00' }],
        restrictions: { startTime: '22:00', endTime: '06:00' },
      },
      { components: [{ dimension: 'energy' as const, price: '5.00' }] },
    ],
  }
  await saveVersion(admin, tariffId, { terms, effectiveFrom: at(15) }, { now: at(10) })
}

export async function aStation(house: House, api: Api, identity: string, siteId: string): Promise<ThirdPartyStation> {
  const station = new ThirdPartyStation(identity, 'ocpp1.6', { ocppUrl: house.ocppUrl })
  await station.connect()
  await station.call('BootNotification', { chargePointVendor: 'Third', chargePointModel: 'Party' })
  await station.call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Available' })
  expect((await api.patch(`/stations/${identity}`, { siteId })).status).toBe(200)
  return station
}

/** A charge of long ago, as a station tells of it; the meter's reading in Wh at each moment, from the start on. */
export async function charged(
  station: ThirdPartyStation,
  idTag: string,
  readings: readonly (readonly [Date, number])[],
) {
  const said = readings.map(([moment, wh]) => ({ timestamp: moment.toISOString(), wh }))
  const [start, ...rest] = said
  const stop = rest.pop()
  if (!start || !stop) throw new Error('A charge has a start and an end.')
  const begun = { connectorId: 1, idTag, meterStart: start.wh, timestamp: start.timestamp }
  const { transactionId } = await station.call('StartTransaction', begun)
  for (const { timestamp, wh } of rest) {
    const meterValue = [{ timestamp, sampledValue: [{ value: String(wh), unit: 'Wh' }] }]
    await station.call('MeterValues', { connectorId: 1, transactionId, meterValue })
  }
  await station.call('StopTransaction', { transactionId, idTag, meterStop: stop.wh, timestamp: stop.timestamp })
  return String(transactionId)
}

/** A fleet with a cost centre, a vehicle, a card and, from the 5th, a subscription; and a private customer with a card. */
export async function customers(api: Api) {
  const address = { street: 'Bilvägen 2', postalCode: '164 40', city: 'Kista' }
  const fleet = await made(api, '/customers', {
    ...address,
    name: 'Budbilar AB',
    kind: 'fleet',
    orgNumber: '556036-0793',
    buyerReference: 'Kim',
    endpointScheme: '0007',
    endpointId: '5560360793',
  })
  const someone = await made(api, '/customers', { ...address, name: 'Anna Berg', kind: 'private' })
  const { createCostCentre } = await import('../lib/cost-centres/mutations')
  const { createVehicle } = await import('../lib/vehicles/mutations')
  const { createPlan } = await import('../lib/plans/mutations/save-plan')
  const { givePlan } = await import('../lib/plans/mutations/subscriptions')
  const { createToken } = await import('../lib/tokens/mutations/create-token')
  const { SELLER } = await import('../lib/invoices/testing/billing-world')
  const { setSeller } = await import('../lib/sellers/mutations')
  const { db } = await import('../lib/db/client')
  const { aUser } = await import('../lib/db/testing/fixtures')
  const { hashPassword } = await import('../lib/users/hash-password')
  const costCentre = await createCostCentre(admin, BigInt(fleet), { code: '100', name: 'Söder' })
  const costCentreId = String(costCentre.id)
  const vehicle = await createVehicle(admin, BigInt(fleet), { plate: 'ABC 123', costCentreId })
  const card = { value: FLEET_CARD, name: 'Bil 1', customerId: fleet, vehicleId: String(vehicle.id) }
  await createToken(admin, card)
  // From the 5th: 199.00 a month with 20 kWh in it, shared by days.
  const terms = {
    currency: 'SEK',
    vatPercent: '25',
    pricesIncludeVat: true,
    monthlyFee: '199.00',
    includedKwh: '20',
  }
  const plan = await createPlan(admin, { name: 'Flotta 20', terms }, { now: at(5) })
  await givePlan(admin, { planId: String(plan.id), customerId: fleet, fromDay: day(5) }, { now: at(5) })
  await createToken(admin, { value: PRIVATE_CARD, name: 'Anna', customerId: someone })
  await setSeller(admin, { ...SELLER, endpointScheme: '0007', endpointId: '5560473521' })
  const passwordHash = await hashPassword(FLEET_MANAGER.password)
  await aUser('fleet-manager', { email: FLEET_MANAGER.email, passwordHash, customerId: BigInt(fleet) })
  expect(await db().customer.count()).toBe(2)
}
