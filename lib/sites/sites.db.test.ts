import { describe, expect, it } from 'vitest'
import type { Actor } from '../access/actor'
import { db } from '../db/client'
import { createSite, editSite } from './mutations'
import { getSite, listPlaces, listRunningPower, listSiteStations, listSites } from './queries'

const operator: Actor = { ref: 'user:1', role: 'operator', siteIds: null, customerId: null }
const host = (...siteIds: bigint[]): Actor => ({ ref: 'user:2', role: 'site-host', siteIds, customerId: null })
const viewer: Actor = { ref: 'user:3', role: 'viewer', siteIds: null, customerId: null }
const refused = (code: string) => expect.objectContaining({ code })

describe('sites', () => {
  it('are made with Swedish defaults and leave an audit row', async () => {
    const { id } = await createSite(operator, { name: ' Kista P2 ', latitude: 59.4, longitude: 17.9, fuseA: 125 })
    expect(await getSite(operator, id)).toMatchObject({
      name: 'Kista P2',
      timeZone: 'Europe/Stockholm',
      priceArea: 'SE3',
      country: 'SE',
      fuseA: 125,
      tariff: null,
      stationCount: 0,
    })
    const trail = await db().auditEntry.findMany({ where: { subject: `site:${id}` } })
    expect(trail).toMatchObject([{ actor: 'user:1', act: 'site.create', after: { name: 'Kista P2' } }])
  })

  it('are edited with before and after on record', async () => {
    const { id } = await createSite(operator, { name: 'Old name' })
    await editSite(operator, id, { name: 'New name', timeZone: 'Europe/Helsinki', priceArea: 'FI' })
    expect(await getSite(operator, id)).toMatchObject({ name: 'New name', timeZone: 'Europe/Helsinki' })
    const edit = await db().auditEntry.findFirst({ where: { subject: `site:${id}`, act: 'site.edit' } })
    expect(edit).toMatchObject({ before: { name: 'Old name' }, after: { name: 'New name' } })
  })

  it.each([
    ['an unknown time zone', { timeZone: 'Europe/Kista' }, 'timeZone'],
    ['a bare offset', { timeZone: '+01:00' }, 'timeZone'],
    ['an unknown price area', { priceArea: 'SE9' as 'SE3' }, 'priceArea'],
    ['half a place', { latitude: 59.4 }, 'longitude'],
    ['a latitude beyond the pole', { latitude: 91, longitude: 0 }, 'latitude'],
    ['a fuse below 6 A', { fuseA: 5 }, 'fuseA'],
    ['no name', { name: ' ' }, 'name'],
  ])('refuse %s', async (_what, fault, field) => {
    await expect(createSite(operator, { name: 'Fault', ...fault })).rejects.toMatchObject({
      code: 'invalid',
      details: { [field]: expect.any(String) },
    })
  })

  it('take only a tariff that exists and is in use', async () => {
    const archived = await db().tariff.create({ data: { name: 'Old', archived: true } })
    await expect(createSite(operator, { name: 'A', tariffId: 999_999n })).rejects.toEqual(refused('not-found'))
    await expect(createSite(operator, { name: 'A', tariffId: archived.id })).rejects.toEqual(refused('conflict'))
  })

  it('outside the scope do not exist', async () => {
    const { id: mine } = await createSite(operator, { name: 'Mine' })
    const { id: theirs } = await createSite(operator, { name: 'Theirs' })
    const someKey: Actor = { ref: 'key:1', role: 'operator', siteIds: [mine], customerId: null }
    expect((await listSites(host(mine))).rows.map((site) => site.name)).toEqual(['Mine'])
    expect((await listSites(host())).rows).toEqual([])
    await expect(getSite(host(mine), theirs)).rejects.toEqual(refused('not-found'))
    await expect(listSiteStations(host(mine), theirs)).rejects.toEqual(refused('not-found'))
    await expect(editSite(someKey, theirs, { name: 'Taken' })).rejects.toEqual(refused('not-found'))
    await expect(createSite(someKey, { name: 'More' })).rejects.toEqual(refused('forbidden'))
    await expect(getSite(operator, 999_999n)).rejects.toEqual(refused('not-found'))
  })

  it('refuse who may not', async () => {
    const { id } = await createSite(operator, { name: 'Kept' })
    await expect(createSite(viewer, { name: 'No' })).rejects.toEqual(refused('forbidden'))
    await expect(editSite(host(id), id, { name: 'No' })).rejects.toEqual(refused('forbidden'))
    await expect(listSites({ ...viewer, role: 'fleet-manager' })).rejects.toEqual(refused('forbidden'))
  })

  it('are listed by name, page after page, with what goes on there', async () => {
    await db().site.deleteMany({ where: { stations: { none: {} } } })
    const { id } = await createSite(operator, { name: 'B' })
    await createSite(operator, { name: 'C' })
    await createSite(operator, { name: 'A' })
    const station = await db().station.create({
      data: {
        identity: 'B-1',
        siteId: id,
        registration: 'accepted',
        state: { create: { online: true, model: 'Terra' } },
      },
    })
    await db().session.create({
      data: {
        stationId: station.id,
        siteId: id,
        evseNumber: 1,
        connectorNumber: 1,
        ocppTransactionId: '1',
        startKey: '1',
        startedAt: new Date(),
        receivedAt: new Date(),
        powerW: 11_000,
      },
    })
    const first = await listSites(operator, { limit: 2 })
    const second = await listSites(operator, { limit: 2, cursor: first.next ?? '' })
    expect([...first.rows, ...second.rows].map((site) => site.name)).toEqual(['A', 'B', 'C'])
    expect(second.next).toBeNull()
    expect(first.rows[1]).toMatchObject({ stationCount: 1, onlineCount: 1, activeSessions: 1, powerW: 11_000 })
    expect(await listSiteStations(operator, id)).toMatchObject([
      { identity: 'B-1', online: true, model: 'Terra', connectors: [] },
    ])
    expect(await listPlaces(host(id))).toEqual([
      { id: String(id), name: 'B', latitude: null, longitude: null, fuseA: null },
    ])
    expect(await listRunningPower(operator, id)).toMatchObject([{ siteId: String(id), powerW: 11_000 }])
    expect(await listRunningPower(host(first.rows[0]?.id ?? 0n))).toEqual([])
  })
})
