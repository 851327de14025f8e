import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '../db/client'
import { anActor, aSession, aSite, aStation, aToken } from '../db/testing/fixtures'
import { applyOfflinePolicies } from './mutations/apply-offline-policies'
import { clearStaleCaches } from './mutations/clear-stale-caches'
import { removeOfflinePolicy, setOfflinePolicy } from './mutations/set-offline-policy'
import { SAFE_PROFILE_ID } from './next-step'
import { listOfflinePolicies } from './queries/list-offline-policies'
import { getOfflineStation, listOfflineStations } from './queries/list-offline-stations'

const operator = anActor('operator')
const refused = (code: string) => expect.objectContaining({ code })
const T0 = new Date('2026-11-20T12:00:00Z')
const later = (seconds: number) => new Date(Date.now() + seconds * 1000)

beforeEach(async () => {
  await db().offlinePolicy.deleteMany()
  await db().session.deleteMany()
  await db().station.deleteMany()
  await db().token.deleteMany()
})

async function anOnlineStation(over: Parameters<typeof aStation>[0] = {}, protocol = 'ocpp1.6') {
  const station = await aStation(over)
  await db().stationState.update({
    where: { stationId: station.id },
    data: { online: true, protocol, connectedAt: T0, bootedAt: T0 },
  })
  return station
}
const says = (stationId: bigint, values: Readonly<Record<string, string>>, component = '') =>
  Promise.all(
    Object.entries(values).map(([key, value]) =>
      db().configurationValue.upsert({
        where: {
          stationId_component_instance_evseNumber_connectorNumber_key_attribute: {
            stationId,
            component,
            instance: '',
            evseNumber: 0,
            connectorNumber: 0,
            key,
            attribute: 'Actual',
          },
        },
        create: { stationId, component, key, value, updatedAt: T0 },
        update: { value },
      }),
    ),
  )
const commands = (stationId: bigint) => db().command.findMany({ where: { stationId }, orderBy: { id: 'asc' } })
const typesOf = async (stationId: bigint) => (await commands(stationId)).map(({ type }) => type)
const settle = (stationId: bigint, stage: string) =>
  db().command.updateMany({ where: { stationId, stage: 'queued' }, data: { stage } })

describe('O-7 a policy', () => {
  test('is set and changed on record, for the network and for a site instead', async () => {
    const site = await aSite({ name: 'Kista' })
    await aStation({ siteId: site.id })
    await aStation()
    await setOfflinePolicy(operator, null, { localList: true })
    await setOfflinePolicy(operator, null, { localList: true, safeCurrentA: 10 })
    await setOfflinePolicy(operator, site.id, { unknownTokens: false })
    expect(await listOfflinePolicies(operator)).toMatchObject([
      { siteId: null, siteName: null, localList: true, safeCurrentA: 10, stationCount: 1 },
      { siteId: site.id, siteName: 'Kista', localList: null, unknownTokens: false, stationCount: 1 },
    ])
    const audit = await db().auditEntry.findMany({ where: { act: 'offline-policy.set' }, orderBy: { id: 'asc' } })
    expect(audit.map(({ subject }) => subject)).toEqual(['network', 'network', `site:${site.id}`])
    expect(audit[1]).toMatchObject({ before: { safeCurrentA: null }, after: { safeCurrentA: 10 } })
    await removeOfflinePolicy(operator, site.id)
    expect(await listOfflinePolicies(operator)).toMatchObject([{ siteId: null, stationCount: 2 }])
    await expect(removeOfflinePolicy(operator, site.id)).rejects.toEqual(refused('not-found'))
  })

  test('is refused when it is dangerous, of nowhere, or not for who asks', async () => {
    const site = await aSite()
    await expect(setOfflinePolicy(operator, null, { safeCurrentA: 3 })).rejects.toMatchObject({
      code: 'invalid',
      details: { safeCurrentA: 'below-six-ampere' },
    })
    await expect(setOfflinePolicy(operator, 999_999n, {})).rejects.toEqual(refused('not-found'))
    const ofSite = anActor('operator', { siteIds: [site.id] })
    await expect(setOfflinePolicy(ofSite, null, {})).rejects.toEqual(refused('forbidden'))
    await setOfflinePolicy(ofSite, site.id, {})
    await expect(setOfflinePolicy(anActor('technician'), site.id, {})).rejects.toEqual(refused('forbidden'))
    await expect(listOfflinePolicies(anActor('viewer'))).rejects.toEqual(refused('forbidden'))
  })
})

describe('O-8 the worker', () => {
  test('reads, sets what differs, sees to the safe limit, and comes to rest', async () => {
    const { id, identity } = await anOnlineStation()
    await setOfflinePolicy(operator, null, { unknownTokens: false, preAuthorise: false, safeCurrentA: 8 })
    expect(await getOfflineStation(operator, identity)).toMatchObject({ policy: 'network', progress: 'waiting' })
    expect(await applyOfflinePolicies(later(0))).toBe(1)
    expect(await applyOfflinePolicies(later(0))).toBe(0) // one thing at a time
    await says(id, { AllowOfflineTxForUnknownId: 'true', LocalPreAuthorize: 'false' })
    await settle(id, 'confirmed')
    expect(await applyOfflinePolicies(later(0))).toBe(1)
    expect((await commands(id)).at(-1)?.payload).toEqual({
      type: 'set-configuration',
      values: [{ key: 'AllowOfflineTxForUnknownId', value: 'false' }],
    })
    await settle(id, 'rejected')
    expect(await applyOfflinePolicies(later(0))).toBe(1)
    expect((await commands(id)).at(-1)?.payload).toMatchObject({
      type: 'set-charging-profile',
      profile: { purpose: 'tx-default', schedule: { unit: 'A', periods: [{ startSeconds: 0, limit: 8 }] } },
    })
    await settle(id, 'confirmed')
    await applyOfflinePolicies(later(0))
    expect(await getOfflineStation(operator, identity)).toMatchObject({
      progress: 'done',
      settings: [
        { name: 'preAuthorise', standing: 'so' },
        { name: 'unknownTokens', standing: 'differs' },
      ],
      safe: { wantedA: 8, heldA: null },
    })
    // It said no: it is not asked again and again.
    for (let turn = 0; turn < 3; turn++) expect(await applyOfflinePolicies(later(60))).toBe(0)
    expect(await typesOf(id)).toEqual(['get-configuration', 'set-configuration', 'set-charging-profile'])
  })

  test('begins anew after a boot, a changed policy, and when a step went unheard', async () => {
    const { id } = await anOnlineStation({}, 'ocpp2.0.1')
    await setOfflinePolicy(operator, null, { unknownTokens: false })
    await applyOfflinePolicies(later(0))
    expect((await commands(id))[0]?.payload).toMatchObject({
      keys: expect.arrayContaining(['AuthCtrlr.OfflineTxForUnknownIdEnabled', 'LocalAuthListCtrlr.ItemsPerMessage']),
    })
    await says(id, { OfflineTxForUnknownIdEnabled: 'false' }, 'AuthCtrlr')
    await settle(id, 'confirmed')
    expect(await applyOfflinePolicies(later(0))).toBe(0) // all is as it should be
    await db().stationState.update({ where: { stationId: id }, data: { bootedAt: later(60) } })
    expect(await applyOfflinePolicies(later(70))).toBe(0) // it has only just come back
    expect(await applyOfflinePolicies(later(90))).toBe(1)
    await settle(id, 'timed-out')
    await db().stationState.update({ where: { stationId: id }, data: { connectedAt: later(100), bootedAt: T0 } })
    expect(await applyOfflinePolicies(later(130))).toBe(1)
    await settle(id, 'confirmed')
    await applyOfflinePolicies(later(130))
    await setOfflinePolicy(operator, null, { unknownTokens: true })
    expect(await applyOfflinePolicies(later(140))).toBe(1)
    expect(await typesOf(id)).toEqual(Array(4).fill('get-configuration'))
  })

  test('leaves alone who is away, not accepted, or of a site with another mind', async () => {
    const site = await aSite()
    const away = await aStation()
    const pending = await anOnlineStation({ registration: 'pending' })
    const elsewhere = await anOnlineStation({ siteId: site.id })
    await setOfflinePolicy(operator, null, { localList: true })
    await setOfflinePolicy(operator, site.id, {})
    expect(await applyOfflinePolicies(later(0))).toBe(0)
    for (const { id } of [away, pending, elsewhere]) expect(await typesOf(id)).toEqual([])
  })

  test('knows the safe profile a station holds', async () => {
    const { id, identity } = await anOnlineStation()
    await db().chargingProfile.create({
      data: {
        stationId: id,
        evseNumber: 0,
        profileId: SAFE_PROFILE_ID,
        stackLevel: 0,
        purpose: 'tx-default',
        kind: 'relative',
        schedule: {
          unit: 'A',
          startAt: null,
          durationSeconds: null,
          periods: [{ startSeconds: 0, limit: 6, phases: null }],
        },
        setAt: T0,
        seenAt: T0,
      },
    })
    await setOfflinePolicy(operator, null, { safeCurrentA: 6 })
    expect(await applyOfflinePolicies(later(0))).toBe(0)
    expect(await getOfflineStation(operator, identity)).toMatchObject({
      progress: 'done',
      safe: { wantedA: 6, heldA: 6 },
    })
  })
})

describe('O-10 caches', () => {
  test('are cleared once where a token was used that is blocked now', async () => {
    const used = await anOnlineStation()
    const unused = await anOnlineStation()
    const token = await aToken()
    await aSession(used.id, { tokenId: token.id, startedAt: T0 })
    await setOfflinePolicy(operator, null, { authorisationCache: true })
    await applyOfflinePolicies(later(0))
    expect(await clearStaleCaches(later(0))).toBe(0)
    await db().token.update({ where: { id: token.id }, data: { active: false } })
    expect(await clearStaleCaches(later(1))).toBe(1)
    expect(await clearStaleCaches(later(2))).toBe(0)
    expect(await typesOf(used.id)).toContain('clear-cache')
    expect(await typesOf(unused.id)).not.toContain('clear-cache')
    const away = await anOnlineStation()
    await db().stationState.update({ where: { stationId: away.id }, data: { connectedAt: later(200) } })
    await aSession(away.id, { tokenId: token.id, startedAt: T0 })
    await applyOfflinePolicies(later(230))
    expect(await clearStaleCaches(later(230))).toBe(1) // it has come back
    expect(await clearStaleCaches(later(231))).toBe(0)
  })
})

test('stations are listed by name, page after page, within one’s own sites', async () => {
  const site = await aSite()
  await aStation({ identity: 'OFF-A', siteId: site.id })
  await aStation({ identity: 'OFF-B' })
  await aStation({ identity: 'OFF-C', registration: 'pending' })
  const first = await listOfflineStations(operator, { limit: 1 })
  const second = await listOfflineStations(operator, { limit: 1, cursor: first.next! })
  expect([first.rows[0]?.identity, second.rows[0]?.identity, second.next]).toEqual(['OFF-A', 'OFF-B', null])
  expect(first.rows[0]).toMatchObject({ policy: null, list: null, settings: [], online: false })
  const ofSite = anActor('operator', { siteIds: [site.id] })
  expect((await listOfflineStations(ofSite)).rows.map(({ identity }) => identity)).toEqual(['OFF-A'])
  await expect(getOfflineStation(ofSite, 'OFF-B')).rejects.toEqual(refused('not-found'))
})
