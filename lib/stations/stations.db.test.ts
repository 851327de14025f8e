import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeBus } from '../bus/process-bus'
import { db } from '../db/client'
import { anActor, aSession, aSite, aStation } from '../db/testing/fixtures'
import { createStation } from './mutations/create-station'
import { acceptStation, rejectStation } from './mutations/decide-registration'
import { editConnector, editStation } from './mutations/edit-station'
import { setStationPassword } from './mutations/set-station-password'
import { findStation, getStation } from './queries/find-station'
import { listStations } from './queries/list-stations'
import { verifyStationPassword } from './station-password'

const operator = anActor('operator')
const audited = (act: string, identity: string) =>
  db().auditEntry.count({ where: { act, subject: `station:${identity}` } })
const coded = (code: string) => expect.objectContaining({ code })
afterAll(closeBus)

describe('listing', () => {
  let siteId: bigint
  beforeAll(async () => {
    siteId = (await aSite({ name: 'Kista', latitude: 59.4, longitude: 17.9 })).id
    const first = await aStation({ identity: 'LIST-a', name: 'Plats 1', siteId, evses: 2 })
    await aStation({ identity: 'LIST-B' })
    await aStation({ identity: 'LIST-c', registration: 'pending' })
    await db().stationState.update({
      where: { stationId: first.id },
      data: { online: true, vendor: 'Acme', status: 'available' },
    })
    const state = await db().connectorState.findMany({
      where: { stationId: first.id },
      orderBy: { connectorId: 'asc' },
    })
    await db().connectorState.update({ where: { connectorId: state[0]!.connectorId }, data: { status: 'occupied' } })
    await aSession(first.id, { siteId, energyWh: 1500, chargingState: 'suspended-ev' })
    await aSession(first.id, {
      siteId,
      evseNumber: 2,
      status: 'ended',
      startedAt: new Date(Date.now() - 5 * 86_400_000),
      endedAt: new Date(Date.now() - 4 * 86_400_000),
      energyWh: 9000,
    })
  })
  const listed = async (filter: Parameters<typeof listStations>[1], actor = operator) =>
    (await listStations(actor, filter)).rows.map((row) => row.station.id)

  it('gives everything a row shows; a running session says more than "Occupied"', async () => {
    const [row] = (await listStations(operator, { search: 'LIST-a' })).rows
    expect(row).toMatchObject({
      name: 'Plats 1',
      site: { id: siteId, name: 'Kista' },
      latitude: 59.4,
      maxPowerW: 44_000,
      todayWh: 1500,
      station: {
        online: true,
        vendor: 'Acme',
        connectors: [
          { evse: 1, status: 'suspended-ev' },
          { evse: 2, status: 'unknown' },
        ],
      },
    })
  })

  it('pages by identity without case', async () => {
    const first = await listStations(operator, { search: 'LIST-', limit: 2 })
    expect(first.rows.map((row) => row.station.id)).toEqual(['LIST-a', 'LIST-B'])
    expect(await listed({ search: 'LIST-', limit: 2, cursor: first.next! })).toEqual(['LIST-c'])
  })

  it.each([
    [{ registration: 'pending' as const }, ['LIST-c']],
    [{ online: true }, ['LIST-a']],
    [{ search: 'kista' }, ['LIST-a']],
    [{ search: '%' }, []],
    [{ search: 'acme' }, ['LIST-a']],
  ])('filters by %j', async (filter, expected) => {
    expect((await listed(filter)).filter((id) => id.startsWith('LIST-'))).toEqual(expected)
  })

  it('narrows to the actor’s sites and refuses who may not read', async () => {
    expect(await listed({}, anActor('site-host', { siteIds: [siteId] }))).toEqual(['LIST-a'])
    expect(await listed({}, anActor('site-host', { siteIds: [] }))).toEqual([])
    await expect(listStations(anActor('fleet-manager'))).rejects.toThrow(coded('forbidden'))
  })

  it('finds one without case, and not outside the scope', async () => {
    expect((await getStation(operator, 'list-A')).station.id).toBe('LIST-a')
    expect(await findStation(anActor('site-host', { siteIds: [] }), 'LIST-a')).toBeNull()
    await expect(getStation(operator, 'LIST_a')).rejects.toThrow(coded('not-found'))
    await expect(getStation(operator, 'nobody')).rejects.toThrow(coded('not-found'))
  })
})

describe('creating', () => {
  it('makes an accepted station with its outlets; the password is given once and kept as a hash', async () => {
    const made = await createStation(operator, {
      identity: 'NEW-1',
      name: 'Ny',
      generatePassword: true,
      evses: [{ id: 1, connectors: [{ id: 1, type: 'ccs2', maxPowerW: 150_000 }] }],
    })
    const row = await db().station.findUniqueOrThrow({ where: { identity: 'NEW-1' } })
    expect(made.password).toHaveLength(20)
    expect(await verifyStationPassword(row.passwordHash!, made.password!)).toBe(true)
    expect(await getStation(operator, 'NEW-1')).toMatchObject({
      station: { registration: 'accepted', online: false, connectors: [{ evse: 1, connector: 1 }] },
      maxPowerW: 150_000,
    })
    const [entry] = await db().auditEntry.findMany({ where: { act: 'station.create', subject: 'station:NEW-1' } })
    expect(entry?.actor).toBe('user:1')
    expect(JSON.stringify(entry?.after)).not.toContain(made.password)
  })

  it('refuses a taken identity in any case, a bad one, and who may not', async () => {
    await createStation(operator, { identity: 'TAKEN' })
    await expect(createStation(operator, { identity: 'taken' })).rejects.toThrow(coded('conflict'))
    await expect(createStation(operator, { identity: 'a/b' })).rejects.toThrow(coded('invalid'))
    await expect(createStation(operator, { identity: 'X', password: 'short' })).rejects.toThrow(coded('invalid'))
    await expect(createStation(operator, { identity: 'X', siteId: 999_999n })).rejects.toThrow(coded('not-found'))
    for (const role of ['technician', 'viewer', 'site-host', 'fleet-manager'] as const) {
      await expect(createStation(anActor(role), { identity: 'X' })).rejects.toThrow(coded('forbidden'))
    }
  })

  it('keeps someone limited to sites within them', async () => {
    const [mine, other] = [await aSite(), await aSite()]
    const limited = anActor('operator', { ref: 'key:1', siteIds: [mine.id] })
    await expect(createStation(limited, { identity: 'SCOPED-0' })).rejects.toThrow(coded('invalid'))
    await expect(createStation(limited, { identity: 'SCOPED-1', siteId: other.id })).rejects.toThrow(coded('not-found'))
    await createStation(limited, { identity: 'SCOPED-2', siteId: mine.id })
    await expect(editStation(limited, 'SCOPED-2', { siteId: other.id })).rejects.toThrow(coded('not-found'))
  })
})

describe('changing', () => {
  it('edits only what is named, and leaves a trace of before and after', async () => {
    const { identity } = await aStation({ name: 'Gammalt', note: 'kvar' })
    await editStation(operator, identity, { name: 'Nytt' })
    expect(await getStation(operator, identity)).toMatchObject({ name: 'Nytt', note: 'kvar' })
    const entry = await db().auditEntry.findFirst({ where: { act: 'station.edit', subject: `station:${identity}` } })
    expect(entry).toMatchObject({ before: { name: 'Gammalt' }, after: { name: 'Nytt' } })
    await expect(editStation(operator, 'nobody', {})).rejects.toThrow(coded('not-found'))
    await expect(editStation(anActor('viewer'), identity, {})).rejects.toThrow(coded('forbidden'))
  })

  it('edits a connector', async () => {
    const { identity } = await aStation()
    await editConnector(operator, { identity, evse: 1, connector: 1 }, { type: 'ccs2', maxPowerW: 50_000 })
    expect((await getStation(operator, identity)).connectors).toMatchObject([{ type: 'ccs2', maxPowerW: 50_000 }])
    await expect(editConnector(operator, { identity, evse: 9, connector: 1 }, {})).rejects.toThrow(coded('not-found'))
  })

  it('accepts once, rejects, and refuses who may not', async () => {
    const { identity } = await aStation({ registration: 'pending' })
    await acceptStation(operator, identity)
    await acceptStation(operator, identity)
    expect((await getStation(operator, identity)).station.registration).toBe('accepted')
    expect(await audited('station.accept', identity)).toBe(1)
    await rejectStation(operator, identity)
    expect((await getStation(operator, identity)).station.registration).toBe('rejected')
    await expect(acceptStation(anActor('technician'), identity)).rejects.toThrow(coded('forbidden'))
    await expect(acceptStation(anActor('operator', { siteIds: [] }), identity)).rejects.toThrow(coded('not-found'))
  })

  it('sets a password: generated once, or chosen and not repeated', async () => {
    const { identity } = await aStation()
    const { password } = await setStationPassword(operator, identity)
    const stored = async () => (await db().station.findUniqueOrThrow({ where: { identity } })).passwordHash!
    expect(await verifyStationPassword(await stored(), password!)).toBe(true)
    expect(await setStationPassword(operator, identity, 'vald-av-en-manniska')).toEqual({ password: null })
    expect(await verifyStationPassword(await stored(), 'vald-av-en-manniska')).toBe(true)
    expect(await audited('station.set-password', identity)).toBe(2)
    await expect(setStationPassword(anActor('technician'), identity)).rejects.toThrow(coded('forbidden'))
  })
})
