import type { Actor } from '../../access/actor'
import { db } from '../../db/client'
import { aCustomer, aSession, aSite, aStation, aTariffVersion } from '../../db/testing/fixtures'
import { Decimal } from '../../kernel/money'
import { setSeller } from '../../sellers/mutations'
import type { SellerInput } from '../../sellers/seller'

export const operator: Actor = { ref: 'user:1', role: 'admin', siteIds: null, customerId: null }

export const SELLER: SellerInput = {
  name: 'Laddbolaget AB',
  orgNumber: '556047-3521',
  vatNumber: 'SE556047352101',
  street: 'Storgatan 1',
  postalCode: '223 50',
  city: 'Lund',
  seat: 'Lund',
  bankgiro: '160-9908',
  reminderFee: '60',
  interestPercent: '10',
}

export const aSeller = (over: Partial<SellerInput> = {}) => setSeller(operator, { ...SELLER, ...over })

/** A customer that can be invoiced. */
export const aPayer = (over: Parameters<typeof aCustomer>[0] = {}) =>
  aCustomer({ street: 'Bilvägen 2', postalCode: '164 40', city: 'Kista', ...over })

/** Somewhere to charge, at a price per kWh with VAT. */
export async function aPlace(pricePerKwh = '3.90') {
  const site = await aSite()
  const station = await aStation({ siteId: site.id })
  const version = await aTariffVersion([{ components: [{ dimension: 'energy', price: pricePerKwh }] }])
  return { site, station, version, pricePerKwh }
}
export type Place = Awaited<ReturnType<typeof aPlace>>

/** An ended session with its price, as the gateway leaves it. @param kwh decimal string; null: it has no price */
export async function aPricedSession(
  place: Place,
  customerId: bigint,
  { endedAt, kwh, ...over }: { endedAt: string; kwh: string | null } & Parameters<typeof aSession>[1],
) {
  const until = new Date(endedAt)
  const from = new Date(until.getTime() - 3_600_000)
  const session = await aSession(place.station.id, {
    siteId: place.site.id,
    customerId,
    status: 'ended',
    startedAt: from,
    endedAt: until,
    energyWh: new Decimal(kwh ?? 0).times(1000).toFixed(),
    tariffVersionId: place.version.id,
    ...over,
  })
  const amount = new Decimal(kwh ?? 0).times(place.pricePerKwh).toDecimalPlaces(2)
  const vat = amount.dividedBy(5).toDecimalPlaces(2)
  const line = {
    kind: 'energy',
    quantity: kwh,
    unit: 'kWh',
    rate: place.pricePerKwh,
    amount: amount.toFixed(2),
    vat: vat.toFixed(2),
    from: from.toISOString(),
    to: until.toISOString(),
    reason: 'metered',
  }
  await db().pricedSession.create({
    data:
      kwh === null
        ? { sessionId: session.id, unpricedReason: 'meter-missing', lines: [], pricedAt: until }
        : {
            sessionId: session.id,
            currency: 'SEK',
            total: amount.toFixed(2),
            vat: vat.toFixed(2),
            totalExclVat: amount.minus(vat).toFixed(2),
            lines: [line],
            pricedAt: until,
          },
  })
  return session
}
