import { describe, expect, test } from 'vitest'
import { db, pool } from '../db/client'
import { anActor, aSession, aStation } from '../db/testing/fixtures'
import { DAY_MS, HOUR_MS } from '../kernel/time'
import type { ChargingProfile } from './charging-profile'
import { forgetProfiles, keepProfile } from './mutations/keep-profile'
import { recordProfiles } from './mutations/record-profiles'
import { findProfilesToRestore } from './queries/find-profiles-to-restore'
import { getLimitAhead } from './queries/get-limit-ahead'
import { listProfiles } from './queries/list-profiles'
import { readChargingPlaces } from './queries/read-charging-places'

const operator = anActor('operator')
const aProfile = (over: Partial<ChargingProfile> = {}): ChargingProfile => ({
  profileId: 1,
  evse: 1,
  stackLevel: 0,
  purpose: 'tx-default',
  kind: 'absolute',
  transactionId: null,
  validFrom: null,
  validTo: null,
  schedule: {
    unit: 'A',
    startAt: new Date(Date.now() - HOUR_MS).toISOString(),
    durationSeconds: null,
    periods: [{ startSeconds: 0, limit: 16, phases: null }],
  },
  source: 'us',
  setAt: new Date(),
  ...over,
})
const idsHeld = async (identity: string) => (await listProfiles(operator, identity)).map(({ profileId }) => profileId)

describe('what a station is believed to hold', () => {
  test('one place of the stack is taken once, where the version has it so', async () => {
    const { id, identity } = await aStation()
    await keepProfile(id, aProfile({ profileId: 1 }), true)
    await keepProfile(id, aProfile({ profileId: 2, setAt: new Date(Date.now() + 5) }), true)
    expect(await idsHeld(identity)).toEqual([2])
    await keepProfile(id, aProfile({ profileId: 3, setAt: new Date(Date.now() + 10) }), false)
    expect(await idsHeld(identity)).toEqual([2, 3])
  })

  test("somebody else's limit is not cleared with ours, nor replaced", async () => {
    const { id, identity } = await aStation()
    const outside = aProfile({ profileId: -1, purpose: 'external', source: 'EMS' })
    await recordProfiles.write(pool(), [{ kind: 'held', stationId: id, profiles: [outside], at: new Date() }])
    await keepProfile(id, aProfile({ profileId: 2 }), true)
    await forgetProfiles(id, { sources: ['CSO'] })
    expect(await idsHeld(identity)).toEqual([-1])
  })

  test('what is past its validity, or for a session that is over, is gone by itself', async () => {
    const { id, identity } = await aStation()
    const session = await aSession(id, { ocppTransactionId: `T-${id}` })
    await keepProfile(id, aProfile({ profileId: 1, validTo: new Date(Date.now() - 1000) }), false)
    await keepProfile(id, aProfile({ profileId: 2, purpose: 'tx', transactionId: session.ocppTransactionId }), false)
    expect(await idsHeld(identity)).toEqual([2])
    await db().session.update({ where: { id: session.id }, data: { status: 'ended', endedAt: new Date() } })
    expect(await idsHeld(identity)).toEqual([])
  })

  test('a profile that goes with a start waits for its session a quarter of an hour', async () => {
    const { id, identity } = await aStation()
    await keepProfile(id, aProfile({ profileId: 1, purpose: 'tx' }), false)
    expect(await idsHeld(identity)).toEqual([1])
    await keepProfile(id, aProfile({ profileId: 1, purpose: 'tx', setAt: new Date(Date.now() - HOUR_MS) }), false)
    await db().chargingProfile.updateMany({ where: { stationId: id }, data: { setAt: new Date(Date.now() - HOUR_MS) } })
    expect(await idsHeld(identity)).toEqual([])
    await aSession(id, { receivedAt: new Date() })
    expect(await idsHeld(identity)).toEqual([1])
  })

  test('a restart makes it unsure until the station says so again', async () => {
    const { id, identity } = await aStation()
    await keepProfile(id, aProfile(), false)
    await db().stationState.update({ where: { stationId: id }, data: { bootedAt: new Date(Date.now() + 1000) } })
    expect(await listProfiles(operator, identity)).toMatchObject([{ isUnsure: true }])
    const at = new Date(Date.now() + 2000)
    await recordProfiles.write(pool(), [{ kind: 'held', stationId: id, profiles: [aProfile({ source: 'CSO' })], at }])
    expect(await listProfiles(operator, identity)).toMatchObject([{ isUnsure: false, source: 'us' }])
  })

  test('only what outlives a restart is told again', async () => {
    const { id } = await aStation()
    const session = await aSession(id, { ocppTransactionId: `R-${id}` })
    await keepProfile(id, aProfile({ profileId: 1 }), false)
    await keepProfile(id, aProfile({ profileId: 2, purpose: 'station-max', evse: 0 }), false)
    await keepProfile(id, aProfile({ profileId: 3, purpose: 'tx', transactionId: session.ocppTransactionId }), false)
    await keepProfile(id, aProfile({ profileId: 4, purpose: 'external', source: 'EMS' }), false)
    expect((await findProfilesToRestore(id)).map(({ profileId }) => profileId)).toEqual([2, 1])
  })
})

test('a place is known by what holds there, its strongest outlet and who charges', async () => {
  const { id } = await aStation({ evses: 2 })
  await keepProfile(id, aProfile(), false)
  const session = await aSession(id, { evseNumber: 2 })
  const [one, two] = await readChargingPlaces.write(pool(), [
    { stationId: id, evse: 1 },
    { stationId: id, evse: 2 },
  ])
  expect(one).toMatchObject({ maxPowerW: 22_000, session: null, profiles: [{ profileId: 1, setAt: expect.any(Date) }] })
  expect(two).toMatchObject({ session: { id: session.id, transactionId: session.ocppTransactionId } })
})

test('what may be drawn ahead counts the session that runs', async () => {
  const { id, identity } = await aStation()
  await keepProfile(id, aProfile(), false)
  const from = new Date()
  const asked = { evse: 1, unit: 'A' as const, from, to: new Date(from.getTime() + DAY_MS) }
  expect(await getLimitAhead(operator, identity, asked)).toMatchObject([{ limit: 16, profileId: 1 }])
  const session = await aSession(id)
  const own = aProfile({ profileId: 9, purpose: 'tx', transactionId: session.ocppTransactionId })
  const schedule = { ...own.schedule, periods: [{ startSeconds: 0, limit: 8, phases: null }] }
  await keepProfile(id, { ...own, schedule }, false)
  expect(await getLimitAhead(operator, identity, asked)).toMatchObject([{ limit: 8, profileId: 9 }])
})

test('another role is refused, another scope finds nothing', async () => {
  const { identity } = await aStation()
  await expect(listProfiles(anActor('viewer'), identity)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(listProfiles(anActor('operator', { siteIds: [1n] }), identity)).rejects.toMatchObject({
    code: 'not-found',
  })
})
