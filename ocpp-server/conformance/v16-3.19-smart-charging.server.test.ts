import { describe, expect, test } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import { profileIdFor } from '../../lib/charging-limits/charging-profile'
import { listProfiles } from '../../lib/charging-limits/queries/list-profiles'
import type { CommandInput } from '../../lib/commands/command'
import { getCommand } from '../../lib/commands/queries'
import { db } from '../../lib/db/client'
import { aToken } from '../../lib/db/testing/fixtures'
import { type Meeting, meet, now } from './meet'

type SetProfile = Extract<CommandInput, { type: 'set-charging-profile' }>
const us = systemActor('system')
const boot = { chargePointVendor: 'Vendor', chargePointModel: 'Model' }
const held = ({ identity }: Meeting) => listProfiles(us, identity)
const startAt = '2026-11-20T22:00:00Z'

const nightly: SetProfile['profile'] = {
  purpose: 'tx-default',
  stackLevel: 1,
  kind: 'recurring-daily',
  schedule: {
    unit: 'A',
    startAt,
    durationSeconds: 86_400,
    periods: [
      { startSeconds: 0, limit: 6 },
      { startSeconds: 28_800, limit: 10.27, phases: 3 },
      { startSeconds: 72_000, limit: 4 },
    ],
  },
}
const nightlyOnTheWire = {
  stackLevel: 1,
  chargingProfilePurpose: 'TxDefaultProfile',
  chargingProfileKind: 'Recurring',
  recurrencyKind: 'Daily',
  chargingSchedule: {
    duration: 86_400,
    startSchedule: startAt,
    chargingRateUnit: 'A',
    chargingSchedulePeriod: [
      { startPeriod: 0, limit: 6 },
      { startPeriod: 28_800, limit: 10.2, numberPhases: 3 }, // never more than was allowed
      { startPeriod: 72_000, limit: 0 }, // no car charges with four amperes: a pause
    ],
  },
}

test.each([
  ['TC_056_CSMS Central Smart Charging - TxDefaultProfile', 1],
  ['TC_056_CSMS Central Smart Charging - TxDefaultProfile (every connector)', undefined],
])('%s', async (_name, evseId) => {
  const meeting = await meet('ocpp1.6')
  const command: SetProfile = { type: 'set-charging-profile', evseId, profile: nightly }
  const call = await meeting.tells(command, 'SetChargingProfile', { status: 'Accepted' })
  const evse = evseId ?? 0
  const id = profileIdFor('tx-default', evse, 1)
  expect(call.payload).toEqual({
    connectorId: evse,
    csChargingProfiles: { chargingProfileId: id, ...nightlyOnTheWire },
  })
  await meeting.sees(call.commandId, 'confirmed')
  const profiles = await held(meeting)
  expect(profiles).toMatchObject([{ profileId: id, evse, purpose: 'tx-default', source: 'us', isUnsure: false }])
  expect(profiles[0]!.schedule.periods.map(({ limit }) => limit)).toEqual([6, 10.2, 0])
})

async function charging(meeting: Meeting) {
  await aToken({ value: 'TC057' }).catch(() => undefined)
  const start = { connectorId: 1, idTag: 'TC057', meterStart: 0, timestamp: now() }
  const { transactionId } = await meeting.station.says('StartTransaction', start)
  const { id } = await db().session.findFirstOrThrow({ where: { stationId: meeting.stationId, status: 'active' } })
  return { transactionId, sessionId: String(id) }
}

test('TC_057_CSMS Central Smart Charging - TxProfile', async () => {
  const meeting = await meet('ocpp1.6')
  const { transactionId, sessionId } = await charging(meeting)
  const profile = { purpose: 'tx' as const, schedule: { unit: 'A' as const, periods: [{ startSeconds: 0, limit: 8 }] } }
  const command: SetProfile = { type: 'set-charging-profile', evseId: 1, sessionId, profile }
  const call = await meeting.tells(command, 'SetChargingProfile', { status: 'Accepted' })
  expect(call.payload).toEqual({
    connectorId: 1,
    csChargingProfiles: {
      chargingProfileId: profileIdFor('tx', 1, 0),
      transactionId,
      stackLevel: 0,
      chargingProfilePurpose: 'TxProfile',
      chargingProfileKind: 'Absolute',
      chargingSchedule: {
        startSchedule: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        chargingRateUnit: 'A',
        chargingSchedulePeriod: [{ startPeriod: 0, limit: 8 }],
      },
    },
  })
  await meeting.sees(call.commandId, 'confirmed')
  expect(await held(meeting)).toMatchObject([{ purpose: 'tx', transactionId: String(transactionId) }])
  // It is gone with its session.
  await meeting.station.says('StopTransaction', { transactionId, meterStop: 100, timestamp: now() })
  expect(await held(meeting)).toEqual([])
})

test('TC_059_CSMS Remote Start Transaction with Charging Profile', async () => {
  await aToken({ value: 'TC059' })
  const meeting = await meet('ocpp1.6')
  const { station, sees, tells } = meeting
  const profile = {
    kind: 'relative' as const,
    schedule: { unit: 'A' as const, periods: [{ startSeconds: 0, limit: 16 }] },
  }
  const command = { type: 'start' as const, evseId: 1, token: 'TC059', profile }
  const call = await tells(command, 'RemoteStartTransaction', { status: 'Accepted' })
  expect(call.payload).toEqual({
    connectorId: 1,
    idTag: 'TC059',
    chargingProfile: {
      chargingProfileId: profileIdFor('tx', 1, 0),
      stackLevel: 0,
      chargingProfilePurpose: 'TxProfile',
      chargingProfileKind: 'Relative',
      chargingSchedule: { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit: 16 }] },
    },
  })
  await sees(call.commandId, 'accepted')
  const start = { connectorId: 1, idTag: 'TC059', meterStart: 0, timestamp: now() }
  const { transactionId, idTagInfo } = await station.says('StartTransaction', start)
  expect(idTagInfo.status).toBe('Accepted')
  await sees(call.commandId, 'confirmed')
  expect(await held(meeting)).toMatchObject([{ purpose: 'tx', evse: 1, kind: 'relative' }])
  await station.says('StopTransaction', { transactionId, meterStop: 100, timestamp: now() })
})

test('TC_066_CSMS Get Composite Schedule', async () => {
  const meeting = await meet('ocpp1.6')
  const command = { type: 'get-composite-schedule' as const, evseId: 1, durationSeconds: 300, unit: 'A' as const }
  const scheduleStart = '2026-11-20T12:00:00Z'
  const answer = {
    status: 'Accepted',
    connectorId: 1,
    scheduleStart,
    chargingSchedule: {
      duration: 300,
      chargingRateUnit: 'A',
      chargingSchedulePeriod: [
        { startPeriod: 0, limit: 10 },
        { startPeriod: 60, limit: 8, numberPhases: 3 },
      ],
    },
  }
  const call = await meeting.tells(command, 'GetCompositeSchedule', answer)
  expect(call.payload).toEqual({ connectorId: 1, duration: 300, chargingRateUnit: 'A' })
  await meeting.sees(call.commandId, 'confirmed')
  expect((await getCommand(us, call.commandId)).answer).toEqual({
    ...answer,
    composite: {
      evse: 1,
      unit: 'A',
      startAt: scheduleStart,
      durationSeconds: 300,
      periods: [
        { startSeconds: 0, limit: 10, phases: null },
        { startSeconds: 60, limit: 8, phases: 3 },
      ],
    },
  })
})

describe('TC_067_CSMS Clear Charging Profile', () => {
  const set = async (meeting: Meeting, evseId: number, stackLevel = 1) => {
    const command: SetProfile = { type: 'set-charging-profile', evseId, profile: { ...nightly, stackLevel } }
    const call = await meeting.tells(command, 'SetChargingProfile', { status: 'Accepted' })
    await meeting.sees(call.commandId, 'confirmed')
    return call.payload.csChargingProfiles.chargingProfileId as number
  }

  test('TC_067_CSMS Clear Charging Profile', async () => {
    const meeting = await meet('ocpp1.6')
    const profileId = await set(meeting, 1)
    const other = await set(meeting, 2)
    const command = { type: 'clear-charging-profile' as const, profileId }
    const call = await meeting.tells(command, 'ClearChargingProfile', { status: 'Accepted' })
    expect(call.payload).toEqual({ id: profileId })
    await meeting.sees(call.commandId, 'confirmed')
    expect(await held(meeting)).toMatchObject([{ profileId: other }])
    // By what it is for, and one nobody holds.
    const criteria = { evseId: 2, purpose: 'tx-default' as const, stackLevel: 1 }
    const clear = { type: 'clear-charging-profile' as const, ...criteria }
    const second = await meeting.tells(clear, 'ClearChargingProfile', { status: 'Accepted' })
    expect(second.payload).toEqual({ connectorId: 2, chargingProfilePurpose: 'TxDefaultProfile', stackLevel: 1 })
    await meeting.sees(second.commandId, 'confirmed')
    const third = await meeting.tells(clear, 'ClearChargingProfile', { status: 'Unknown' })
    await meeting.sees(third.commandId, 'rejected')
    expect(await held(meeting)).toEqual([])
  })

  test('L-4 the same purpose, place and level again replaces what was there; a refusal changes nothing', async () => {
    const meeting = await meet('ocpp1.6')
    await set(meeting, 1, 1)
    await set(meeting, 1, 2)
    const profile = { ...nightly, id: 77 }
    const again = await meeting.tells({ type: 'set-charging-profile', evseId: 1, profile }, 'SetChargingProfile', {
      status: 'Accepted',
    })
    await meeting.sees(again.commandId, 'confirmed')
    const ids = async () => (await held(meeting)).map(({ profileId }) => profileId)
    expect(await ids()).toEqual([profileIdFor('tx-default', 1, 2), 77])
    const no = { ...profile, id: 78, stackLevel: 3 }
    const refused = await meeting.tells(
      { type: 'set-charging-profile', evseId: 1, profile: no },
      'SetChargingProfile',
      {
        status: 'NotSupported',
      },
    )
    await meeting.sees(refused.commandId, 'rejected')
    expect(await ids()).toEqual([profileIdFor('tx-default', 1, 2), 77])
  })
})

describe('L-5 after a restart', () => {
  test('a station is told again what it should hold, and only then', async () => {
    const meeting = await meet('ocpp1.6')
    await meeting.station.says('BootNotification', boot)
    const call = await meeting.tells(
      { type: 'set-charging-profile', evseId: 1, profile: nightly },
      'SetChargingProfile',
      {
        status: 'Accepted',
      },
    )
    await meeting.sees(call.commandId, 'confirmed')
    const again = await meeting.reconnects()
    expect(again.isUndisturbed).toBe(true)
    await again.says('BootNotification', boot)
    const restored = await again.hears('SetChargingProfile')
    expect(restored.payload).toEqual(call.payload)
    restored.answer({ status: 'Accepted' })
    expect(await held(meeting)).toMatchObject([{ purpose: 'tx-default' }])
  })
})

describe("D-31 what a maker's stations can take", () => {
  const identify = (meeting: Meeting, chargePointVendor: string, chargePointModel: string) =>
    meeting.station.says('BootNotification', { chargePointVendor, chargePointModel })

  test.each([
    ['ABB', 'Terra AC', { stackLevel: 0, chargingProfileKind: 'Absolute' }],
    ['Wall Box Chargers', 'Pulsar', { stackLevel: 0, chargingProfileKind: 'Relative' }],
  ])('%s %s', async (vendor, model, words) => {
    const meeting = await meet('ocpp1.6')
    await identify(meeting, vendor, model)
    const schedule = { unit: 'A' as const, durationSeconds: 3600, periods: [{ startSeconds: 0, limit: 16 }] }
    const profile = { purpose: 'tx-default' as const, stackLevel: 5, schedule }
    const command: SetProfile = { type: 'set-charging-profile', evseId: 1, profile }
    const { payload } = await meeting.tells(command, 'SetChargingProfile', { status: 'Accepted' })
    expect(payload.csChargingProfiles).toMatchObject(words)
    // A relative schedule would begin again with the next car: its validity ends it.
    expect('validTo' in payload.csChargingProfiles).toBe(words.chargingProfileKind === 'Relative')
  })

  test('Huawei takes watts only', async () => {
    const meeting = await meet('ocpp1.6')
    await identify(meeting, 'Huawei', 'SCharger')
    const schedule = { unit: 'A' as const, periods: [{ startSeconds: 0, limit: 16 }] }
    const command: SetProfile = { type: 'set-charging-profile', profile: { purpose: 'station-max', schedule } }
    const { payload } = await meeting.tells(command, 'SetChargingProfile', { status: 'Accepted' })
    expect(payload.csChargingProfiles.chargingSchedule).toMatchObject({
      chargingRateUnit: 'W',
      chargingSchedulePeriod: [{ startPeriod: 0, limit: 11_040 }],
    })
  })

  test('Grizzl-E ignores a limit for the whole station: it is shared out among the outlets', async () => {
    const meeting = await meet('ocpp1.6')
    await identify(meeting, 'United Chargers', 'Grizzl-E')
    const schedule = { unit: 'A' as const, periods: [{ startSeconds: 0, limit: 25 }] }
    const command: SetProfile = { type: 'set-charging-profile', profile: { purpose: 'station-max', schedule } }
    const commandId = await meeting.asks(command)
    for (const connectorId of [1, 2]) {
      const call = await meeting.station.hears('SetChargingProfile')
      expect(call.payload).toMatchObject({
        connectorId,
        csChargingProfiles: {
          chargingProfilePurpose: 'TxDefaultProfile',
          chargingSchedule: { chargingSchedulePeriod: [{ startPeriod: 0, limit: 12.5 }] },
        },
      })
      call.answer({ status: 'Accepted' })
    }
    await meeting.sees(commandId, 'confirmed')
  })
})

test.each([
  [{ evseId: 1, profile: { ...nightly, purpose: 'station-max' } }, "The whole station's limit is not for one EVSE."],
  [{ profile: { ...nightly, purpose: 'tx' } }, "A session's limit needs its EVSE."],
] as const)('L-1 what cannot be right is not sent: %j', async (command, error) => {
  const meeting = await meet('ocpp1.6')
  const id = await meeting.asks({ type: 'set-charging-profile', ...command } as SetProfile)
  await meeting.sees(id, 'failed')
  expect((await getCommand(us, id)).error).toBe(error)
  expect(meeting.station.isUndisturbed).toBe(true)
})
