import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFleet } from './fleet'
import { aStationSpec, aVisit } from './testing/a-station-spec'
import { type PlainBackend, startPlainBackend } from './testing/plain-backend'

let backend: PlainBackend
beforeEach(async () => {
  backend = await startPlainBackend()
})
afterEach(async () => {
  await backend.close()
  expect(backend.heard.filter(({ fault }) => fault !== null)).toEqual([])
})

describe('fleet', () => {
  const calm = { hasChaos: false, hasTraffic: false }

  it('two hundred stations connect and are told apart', async () => {
    const stations = Array.from({ length: 200 }, (_, at) => aStationSpec(at % 2 ? 'ocpp1.6' : 'ocpp2.0.1', `SIM-${at}`))
    const fleet = startFleet({ url: backend.url, seed: 1, stations }, { ...calm, staggerMs: 200 })
    await expect
      .poll(() => backend.heard.filter(({ action }) => action === 'BootNotification').length, { timeout: 5000 })
      .toBe(200)
    await expect.poll(() => fleet.stations.every(({ link }) => link.isReady)).toBe(true)
    expect(backend.peers.size).toBe(200)
    await fleet.stop()
  })

  it('ends what runs before it stops, and tells it', async () => {
    const stations = [aStationSpec('ocpp1.6', 'SIM-A'), aStationSpec('ocpp2.0.1', 'SIM-B')]
    const fleet = startFleet({ url: backend.url, seed: 1, stations }, { ...calm, staggerMs: 1, handlingMs: [5, 15] })
    await expect.poll(() => fleet.stations.every(({ link }) => link.isReady)).toBe(true)
    const remote = { id: null }
    for (const each of fleet.stations) each.plugIn(1, { ...aVisit, remote })
    await expect.poll(() => fleet.stations.every(({ connectors }) => connectors[0]?.session != null)).toBe(true)
    await fleet.stop()
    expect(backend.heard.find(({ action }) => action === 'StopTransaction')?.payload.reason).toBe('PowerLoss')
    const ended = backend.heard.find(({ payload }) => payload.eventType === 'Ended')?.payload
    expect(ended?.transactionInfo).toMatchObject({ stoppedReason: 'PowerLoss' })
  })
})
