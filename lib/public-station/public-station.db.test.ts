import { describe, expect, it } from 'vitest'
import { db } from '../db/client'
import { aSession, aSite, aStation, aTariffVersion, aToken } from '../db/testing/fixtures'
import { subscribe } from '../notifications/mutations/subscribers'
import { aFault } from '../notifications/testing/things'
import { getPublicStation } from './queries/get-public-station'

const now = new Date()

async function aPlace() {
  const site = await aSite({ name: 'Kista', address: 'Gatan 1', postalCode: '164 00', city: 'Kista' })
  const station = await aStation({ siteId: site.id, name: 'Kista 4', evses: 2 })
  await db().stationState.update({ where: { stationId: station.id }, data: { online: true } })
  return { site, station }
}

describe('a station as drivers see it', () => {
  it('says where it is, how its outlets are and what they cost', async () => {
    const { station, site } = await aPlace()
    const { tariffId } = await aTariffVersion([{ components: [{ dimension: 'energy', price: '3.90' }] }])
    await db().site.update({ where: { id: site.id }, data: { tariffId } })
    const shown = await getPublicStation(station.identity.toLowerCase(), 'sv', now)
    expect(shown).toMatchObject({
      identity: station.identity,
      name: 'Kista 4',
      siteName: 'Kista',
      address: 'Gatan 1, 164 00 Kista',
      isInTouch: true,
      maintenance: null,
      faults: [],
    })
    const price = expect.stringMatching(/^3,90\skr\/kWh; /)
    expect(shown?.outlets).toMatchObject([
      { evse: 1, type: 'type2', maxPowerW: 22_000, price },
      { evse: 2, type: 'type2', maxPowerW: 22_000, price },
    ])
  })

  it('says what is wrong in plain words, once, and when it will be right', async () => {
    const { station } = await aPlace()
    const fault = await aFault({ stationId: station.id, evseNumber: 1, isSafety: true })
    await aFault({ stationId: station.id, evseNumber: 1, code: 'Another', cause: 'GroundFailure' })
    await aFault({ stationId: station.id, code: 'Over', closedAt: now, closeReason: 'over' })
    await aFault({ stationId: station.id, code: 'Mild', severity: 8 })
    await aFault({ stationId: station.id, code: 'Login', source: 'security' })
    await db().repairPromise.create({
      data: { faultId: fault.id, dueAt: new Date('2026-11-20T14:40:00Z'), note: 'På väg', madeBy: 'user:1' },
    })
    const shown = await getPublicStation(station.identity, 'en', now)
    expect(shown?.faults).toMatchObject([
      { evse: 1, isSafety: true, promise: { at: '2026-11-20T14:40:00.000Z', note: 'På väg' } },
    ])
    expect(JSON.stringify(shown)).not.toContain('GroundFailure')
  })

  it('tells nothing of people', async () => {
    const { station, site } = await aPlace()
    const token = await aToken({ value: 'SECRETCARD', name: 'Secret Person' })
    await aSession(station.id, { tokenId: token.id, tokenValue: token.value, siteId: site.id })
    expect(JSON.stringify(await getPublicStation(station.identity, 'sv', now))).not.toMatch(/secret/i)
  })

  it('says that somebody works on it, and until when', async () => {
    const { station, site } = await aPlace()
    const from = { fromAt: new Date(now.getTime() - 1000), reason: 'x', madeBy: 'user:1' }
    const untilAt = new Date(now.getTime() + 3_600_000)
    await db().maintenanceWindow.create({ data: { stationId: station.id, untilAt, ...from } })
    expect((await getPublicStation(station.identity, 'sv', now))?.maintenance).toEqual({ until: untilAt.toISOString() })
    await db().maintenanceWindow.create({ data: { siteId: site.id, ...from } })
    expect((await getPublicStation(station.identity, 'sv', now))?.maintenance).toEqual({ until: null })
  })

  it.each(['pending', 'rejected'])('is not there while it is %s', async (registration) => {
    const station = await aStation({ registration })
    expect(await getPublicStation(station.identity, 'sv', now)).toBeNull()
  })

  it('is not there under a name with wildcards', async () => {
    await aPlace()
    expect(await getPublicStation('%', 'sv', now)).toBeNull()
  })

  it('is taken away for a site, and for one station whatever its site says', async () => {
    const { station, site } = await aPlace()
    const shown = async () => (await getPublicStation(station.identity, 'sv', now)) !== null
    const ask = { station: station.identity, locale: 'sv', to: { channel: 'email', email: 'a@example.com' } } as const
    await db().site.update({ where: { id: site.id }, data: { hasPublicPages: false } })
    expect(await shown()).toBe(false)
    await expect(subscribe(ask, now)).rejects.toMatchObject({ code: 'not-found' })
    await db().station.update({ where: { id: station.id }, data: { hasPublicPage: true } })
    expect(await shown()).toBe(true)
    await expect(subscribe(ask, now)).resolves.toEqual({ token: null })
    await db().site.update({ where: { id: site.id }, data: { hasPublicPages: true } })
    await db().station.update({ where: { id: station.id }, data: { hasPublicPage: false } })
    expect(await shown()).toBe(false)
  })
})
