import { expect, test } from 'vitest'
import { db } from '../lib/db/client'
import { aStation } from '../lib/db/testing/fixtures'
import { SAFE_PROFILE_ID } from '../lib/offline-policy/next-step'
import { hashStationPassword } from '../lib/stations/station-password'
import { aGateway, aRawStation, type RawStation } from './testing/test-gateway'

const STATIONS = 100
const PASSWORD = 'a-password-of-twenty'
const boot = { chargePointVendor: 'Vendor', chargePointModel: 'Model' }

/** Every station of a gateway that has just started calls in the same moment; each holds a safe profile of ours. */
test('O-30, O-31: a network that comes back at once is let in and answered; what we want of it waits its turn', async () => {
  const passwordHash = await hashStationPassword(PASSWORD)
  const stations = await Promise.all(
    Array.from({ length: STATIONS }, () => aStation({ passwordHash, allowWithoutPassword: false })),
  )
  await db().chargingProfile.createMany({
    data: stations.map(({ id }) => ({
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
      setAt: new Date(),
      seenAt: new Date(),
    })),
  })
  const gateway = await aGateway()
  const sockets: RawStation[] = await Promise.all(
    stations.map(({ identity }) => aRawStation(gateway, identity, { password: PASSWORD })), // throws when one is refused
  )
  const answers = await Promise.all(
    sockets.map(async (socket) => {
      const booted = await socket.call('BootNotification', boot)
      for (const connectorId of [0, 1])
        await socket.call('StatusNotification', { connectorId, errorCode: 'NoError', status: 'Available' })
      return [booted, await socket.call('Heartbeat', {})]
    }),
  )
  for (const [booted, heartbeat] of answers) {
    expect(booted).toMatchObject([3, expect.any(String), { status: 'Accepted' }])
    expect(heartbeat).toMatchObject([3, expect.any(String), { currentTime: expect.any(String) }])
  }
  const asked = () => db().command.findMany({ where: { requestedBy: 'gateway' }, orderBy: { queuedAt: 'asc' } })
  await expect.poll(async () => (await asked()).length, { timeout: 30_000 }).toBe(STATIONS)
  const times = (await asked()).map(({ queuedAt }) => queuedAt.getTime())
  const seconds = (times.at(-1)! - times[0]!) / 1000
  expect(seconds).toBeGreaterThan((STATIONS - 25) / 25 - 1) // 25 at once, then 25 a second
})
