import { randomUUID } from 'node:crypto'
import type { Actor, Role } from '../../access/actor'
import { db } from '../client'
import type { Prisma } from '../generated/client'

/** Tiny makers for database tests: each makes one valid thing; pass only what the test is about. */
export const anActor = (role: Role, scope: Partial<Pick<Actor, 'ref' | 'siteIds' | 'customerId'>> = {}): Actor => ({
  ref: 'user:1',
  role,
  siteIds: null,
  customerId: null,
  ...scope,
})

const unique = (prefix: string) => `${prefix}-${randomUUID().slice(0, 8)}`

export const aSite = (over: Partial<Prisma.SiteUncheckedCreateInput> = {}) =>
  db().site.create({ data: { name: unique('Site'), city: 'Lund', ...over } })

export const aCustomer = (over: Partial<Prisma.CustomerUncheckedCreateInput> = {}) =>
  db().customer.create({ data: { name: unique('Customer'), ...over } })

/** An accepted station with EVSEs 1…n of one connector each, and all their state rows. */
export async function aStation({
  evses = 1,
  ...over
}: Partial<Prisma.StationUncheckedCreateInput> & { evses?: number } = {}) {
  const station = await db().station.create({
    data: {
      identity: unique('CP'),
      registration: 'accepted',
      allowWithoutPassword: true,
      ...over,
      state: { create: {} },
    },
  } as { data: Prisma.StationUncheckedCreateInput })
  for (let number = 1; number <= evses; number++) {
    const evse = await db().evse.create({ data: { stationId: station.id, number } })
    await db().connector.create({
      data: {
        stationId: station.id,
        evseId: evse.id,
        number: 1,
        type: 'type2',
        currentType: 'ac',
        maxPowerW: 22_000,
        state: { create: { stationId: station.id } },
      },
    })
  }
  return station
}

export async function aToken(over: Partial<Prisma.TokenUncheckedCreateInput> = {}) {
  const value = over.value ?? randomUUID().slice(0, 8).toUpperCase()
  return db().token.create({ data: { value, valueFolded: value.trim().toUpperCase(), ...over } })
}

/** A tariff with one version. @param elements see lib/tariffs/tariff.ts */
export async function aTariffVersion(
  elements: Prisma.InputJsonValue,
  over: Partial<Prisma.TariffVersionUncheckedCreateInput> & { isDefault?: boolean } = {},
) {
  const { isDefault = false, ...version } = over
  const tariff = await db().tariff.create({ data: { name: unique('Tariff'), isDefault } })
  return db().tariffVersion.create({
    data: { tariffId: tariff.id, number: 1, vatPercent: '25', createdBy: 'user:1', ...version, elements },
  })
}

export async function aSession(stationId: bigint, over: Partial<Prisma.SessionUncheckedCreateInput> = {}) {
  const startedAt = over.startedAt ?? new Date()
  const key = unique('start')
  return db().session.create({
    data: {
      stationId,
      evseNumber: 1,
      connectorNumber: 1,
      ocppTransactionId: key,
      startKey: key,
      startedAt,
      receivedAt: startedAt,
      ...over,
    },
  })
}

export const aUser = (role: Role, over: Partial<Prisma.UserUncheckedCreateInput> = {}) =>
  db().user.create({ data: { email: `${unique('user')}@example.com`, role, ...over } })
