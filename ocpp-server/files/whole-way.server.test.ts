import { expect, test, vi } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import type { CommandInput } from '../../lib/commands/command'
import { requestCommand } from '../../lib/commands/mutations/request-command'
import { getCommand } from '../../lib/commands/queries'
import { db } from '../../lib/db/client'
import { aStation } from '../../lib/db/testing/fixtures'
import { advanceCampaigns } from '../../lib/firmware/mutations/advance-campaigns'
import { createCampaign } from '../../lib/firmware/mutations/create-campaign'
import { steerCampaign } from '../../lib/firmware/mutations/steer-campaign'
import { getCampaign } from '../../lib/firmware/queries/list-campaigns'
import { createRandom } from '../../simulator/random'
import { VirtualStation } from '../../simulator/station'
import { aPackage, filesOf } from '../conformance/a-package'
import { aGateway } from '../testing/test-gateway'

const us = systemActor('system')
const VERSIONS = ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const

test('F-33 a campaign through stations of every version, from the draft to their boots, and a log from each', async () => {
  const gateway = await aGateway()
  const stations = await Promise.all(VERSIONS.map(() => aStation()))
  const virtual = stations.map(({ identity }, index) => {
    const spec = {
      identity,
      password: 'password-of-ours',
      version: VERSIONS[index]!,
      vendor: 'Laddvakt',
      model: 'Virtual',
      serialNumber: 'V-1',
      firmware: '1.0.0',
      connectors: [{ type: 'type2', currentType: 'ac', maxPowerW: 22_000, registerWh: 0 }],
      tokens: [],
      rhythm: 'fast',
      timeZone: 'Europe/Stockholm',
    } as const
    const url = `ws://127.0.0.1:${gateway.port}/ocpp`
    return new VirtualStation({ url, spec, random: createRandom(1), handlingMs: [5, 15] })
  })
  try {
    for (const station of virtual) station.start()
    const firmware = await aPackage({ isSigned: true })
    await vi.waitFor(async () => {
      const states = await db().stationState.findMany({ select: { firmware: true, online: true } })
      expect(states).toEqual(VERSIONS.map(() => ({ firmware: '1.0.0', online: true })))
    })

    const identities = stations.map(({ identity }) => identity)
    const { id } = await createCampaign(us, {
      name: 'All',
      firmwareId: BigInt(firmware.id),
      waveSize: 2,
      stopAfterFailures: 1,
      isSigned: true,
      stations: { identities },
    })
    await steerCampaign(us, id, 'start')
    await vi.waitFor(
      async () => {
        await advanceCampaigns(new Date())
        expect(await getCampaign(us, id)).toMatchObject({ stage: 'done', progress: { installed: 3, failed: 0 } })
      },
      { timeout: 30_000, interval: 100 },
    )
    const states = await db().stationState.findMany({ select: { firmware: true } })
    expect(states).toEqual(VERSIONS.map(() => ({ firmware: firmware.version })))

    const logged: CommandInput = { type: 'get-log', log: 'security' }
    await vi.waitFor(async () => expect(await db().stationState.count({ where: { online: true } })).toBe(3))
    const asked = await Promise.all(identities.map((identity) => requestCommand(us, identity, logged)))
    for (const { id: commandId } of asked)
      await vi.waitFor(async () => expect((await getCommand(us, commandId)).stage).toBe('confirmed'), {
        timeout: 10_000,
      })
    for (const { id: stationId, identity } of stations)
      expect(await filesOf(stationId)).toMatchObject([{ kind: 'security', fileName: `security-${identity}.txt` }])
  } finally {
    for (const station of virtual) station.stop()
  }
})
