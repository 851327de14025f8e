import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OcppVersion } from '../ocpp-server/wire/ocpp-error'
import type { StationSpec } from './fleet-file'
import { compositePeriods, type HeldProfile, HeldProfiles } from './held-profiles'
import { createRandom } from './random'
import { VirtualStation } from './station'
import { type PlainBackend, startPlainBackend } from './testing/plain-backend'

const vehicle = {
  batteryWh: 75_000,
  acLimitW: 11_000,
  acPhases: 3 as const,
  dcLimitW: 250_000,
  targetSoc: 80,
  socPercent: 20,
}
const spec = (version: OcppVersion): StationSpec => ({
  identity: 'SIM-1',
  password: 'password-of-SIM',
  version,
  vendor: 'Laddvakt',
  model: 'Virtual',
  serialNumber: 'V-1',
  firmware: '1.0',
  connectors: [{ type: 'type2', currentType: 'ac', maxPowerW: 22_000, registerWh: 1000 }],
  tokens: ['TAG001'],
  rhythm: 'fast',
  timeZone: 'Europe/Stockholm',
})
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

let backend: PlainBackend
let station: VirtualStation
async function begin(version: OcppVersion) {
  const quick = { meterEveryMs: [20, 40], handlingMs: [5, 15] } as const
  station = new VirtualStation({ url: backend.url, spec: spec(version), random: createRandom(1), ...quick })
  station.start()
  await expect.poll(() => station.link.isReady).toBe(true)
  return (action: string, payload: object) => backend.peers.get('SIM-1')!.call(action, payload)
}
const heard = (action: string) => backend.heard.filter((one) => one.action === action).map(({ payload }) => payload)

beforeEach(async () => {
  backend = await startPlainBackend()
})
afterEach(async () => {
  station.stop()
  await backend.close()
  expect(backend.heard.filter(({ fault }) => fault !== null)).toEqual([])
})

const profile = (limit: number) => ({
  chargingProfileId: 1,
  stackLevel: 0,
  chargingProfilePurpose: 'TxDefaultProfile',
  chargingProfileKind: 'Absolute',
  chargingSchedule: { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit }] },
})

describe('limits', () => {
  it('draws no more than it may, pauses, and goes on', async () => {
    const command = await begin('ocpp1.6')
    const set = (limit: number) => command('SetChargingProfile', { connectorId: 1, csChargingProfiles: profile(limit) })
    expect(await set(8)).toEqual({ status: 'Accepted' })
    station.plugIn(1, { token: 'TAG001', vehicle, stayMs: 3_600_000 })
    const connector = station.connector(1)!
    await expect.poll(() => connector.powerW).toBe(8 * 230 * 3)
    await set(0)
    await expect.poll(() => connector.state, { timeout: 4_000 }).toBe('suspended-evse')
    expect(connector.powerW).toBe(0)
    expect(await command('ClearChargingProfile', { id: 1 })).toEqual({ status: 'Accepted' })
    await expect.poll(() => connector.powerW, { timeout: 4_000 }).toBe(11_000)
    expect(await command('ClearChargingProfile', { id: 1 })).toEqual({ status: 'Unknown' })
  })

  it('tells what it holds, and what that comes to', async () => {
    const command = await begin('ocpp2.0.1')
    expect(await command('GetChargingProfiles', { requestId: 1, chargingProfile: {} })).toEqual({
      status: 'NoProfiles',
    })
    const { chargingProfileId: id, chargingSchedule, ...rest } = profile(13)
    const chargingProfile = { id, ...rest, chargingSchedule: [{ id: 1, ...chargingSchedule }] }
    await command('SetChargingProfile', { evseId: 0, chargingProfile })
    expect(await command('GetChargingProfiles', { requestId: 2, chargingProfile: {} })).toEqual({ status: 'Accepted' })
    await expect.poll(() => heard('ReportChargingProfiles')).toMatchObject([{ requestId: 2, evseId: 0 }])
    const composite = await command('GetCompositeSchedule', { evseId: 1, duration: 600 })
    expect(composite).toMatchObject({ schedule: { chargingSchedulePeriod: [{ startPeriod: 0, limit: 13 }] } })
  })

  it('follows stack, kind and validity', () => {
    const at = Date.parse('2026-11-20T12:00:00Z')
    const one = (over: Partial<HeldProfile>, limit: number, duration?: number): HeldProfile => ({
      id: 1,
      evse: 1,
      stackLevel: 0,
      purpose: 'TxDefaultProfile',
      kind: 'Absolute',
      recurrency: undefined,
      validFrom: Number.NEGATIVE_INFINITY,
      validTo: Infinity,
      schedule: { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit }], duration },
      setAt: at,
      wire: {},
      ...over,
    })
    const profiles = new HeldProfiles()
    profiles.set(one({}, 16))
    profiles.set(one({ id: 2, stackLevel: 1 }, 6, 120))
    profiles.set(one({ id: 3, evse: 0, purpose: 'ChargingStationMaxProfile', validFrom: at + 240_000 }, 10))
    expect(compositePeriods(profiles, 1, at, 360)).toEqual([
      { startPeriod: 0, limit: 6 },
      { startPeriod: 120, limit: 16 },
      { startPeriod: 240, limit: 10 },
    ])
  })
})

describe('reservations', () => {
  it('keeps a connector for its token, whose session names it', async () => {
    const command = await begin('ocpp1.6')
    const reserve = { connectorId: 1, expiryDate: inAnHour(), idTag: 'TAG001', reservationId: 7 }
    expect(await command('ReserveNow', reserve)).toEqual({ status: 'Accepted' })
    await expect.poll(() => heard('StatusNotification').at(-1)).toMatchObject({ status: 'Reserved' })
    expect(await command('ReserveNow', { ...reserve, reservationId: 8 })).toEqual({ status: 'Occupied' })
    expect(station.plugIn(1, { token: 'OTHER', vehicle, stayMs: 1000 })).toBe(false)
    expect(station.plugIn(1, { token: 'tag001', vehicle, stayMs: 3_600_000 })).toBe(true)
    await expect.poll(() => heard('StartTransaction')).toMatchObject([{ reservationId: 7 }])
  })

  it('frees it when its time is over or somebody cancels', async () => {
    const command = await begin('ocpp2.0.1')
    const idToken = { idToken: 'TAG001', type: 'ISO14443' }
    const soon = new Date(Date.now() + 100).toISOString()
    expect(await command('ReserveNow', { id: 7, evseId: 1, expiryDateTime: soon, idToken })).toEqual({
      status: 'Accepted',
    })
    const update = { reservationId: 7, reservationUpdateStatus: 'Expired' }
    await expect.poll(() => heard('ReservationStatusUpdate')).toEqual([update])
    await expect.poll(() => station.connector(1)!.isFree).toBe(true)
    await command('ReserveNow', { id: 8, expiryDateTime: inAnHour(), idToken })
    expect(station.connector(1)!.isFree).toBe(false)
    expect(await command('CancelReservation', { reservationId: 8 })).toEqual({ status: 'Accepted' })
    expect(await command('CancelReservation', { reservationId: 8 })).toEqual({ status: 'Rejected' })
    expect(station.connector(1)!.isFree).toBe(true)
  })

  it('gives it up with a fault', async () => {
    const command = await begin('ocpp2.0.1')
    const idToken = { idToken: 'TAG001', type: 'ISO14443' }
    await command('ReserveNow', { id: 9, evseId: 1, expiryDateTime: inAnHour(), idToken })
    station.fail(station.connector(1)!, { code: 'GroundFailure', vendorCode: 'X', info: 'x' })
    const update = { reservationId: 9, reservationUpdateStatus: 'Removed' }
    await expect.poll(() => heard('ReservationStatusUpdate')).toEqual([update])
  })
})

it('shows messages on its display and tells of them', async () => {
  const command = await begin('ocpp2.0.1')
  const message = { id: 3, priority: 'InFront', message: { format: 'UTF8', content: 'Hello' } }
  expect(await command('SetDisplayMessage', { message })).toEqual({ status: 'Accepted' })
  expect(await command('GetDisplayMessages', { requestId: 5 })).toEqual({ status: 'Accepted' })
  await expect.poll(() => heard('NotifyDisplayMessages')).toMatchObject([{ requestId: 5, messageInfo: [{ id: 3 }] }])
  expect(await command('ClearDisplayMessage', { id: 3 })).toEqual({ status: 'Accepted' })
  expect(await command('GetDisplayMessages', { requestId: 6 })).toEqual({ status: 'Unknown' })
})
