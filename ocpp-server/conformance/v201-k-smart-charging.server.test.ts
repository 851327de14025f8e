import { describe, expect, test } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import { profileIdFor } from '../../lib/charging-limits/charging-profile'
import { listProfiles } from '../../lib/charging-limits/queries/list-profiles'
import type { CommandInput } from '../../lib/commands/command'
import { getCommand, listCommandReports } from '../../lib/commands/queries'
import { db } from '../../lib/db/client'
import { aToken } from '../../lib/db/testing/fixtures'
import { type Meeting, meet, now } from './meet'

type SetProfile = Extract<CommandInput, { type: 'set-charging-profile' }>
type ClearProfile = Extract<CommandInput, { type: 'clear-charging-profile' }>
type GetProfiles = Extract<CommandInput, { type: 'get-charging-profiles' }>
const us = systemActor('system')
const held = ({ identity }: Meeting) => listProfiles(us, identity)
const idsHeld = async (meeting: Meeting) => (await held(meeting)).map(({ profileId }) => profileId)

const startAt = '2026-11-20T08:00:00Z'
const schedule = {
  unit: 'A' as const,
  startAt,
  durationSeconds: 86_400,
  periods: [
    { startSeconds: 0, limit: 16 },
    { startSeconds: 3600, limit: 5 },
  ],
}
const wireSchedule = {
  id: 1,
  startSchedule: startAt,
  duration: 86_400,
  chargingRateUnit: 'A',
  chargingSchedulePeriod: [
    { startPeriod: 0, limit: 16 },
    { startPeriod: 3600, limit: 0 },
  ],
}

const set = (meeting: Meeting, command: Omit<SetProfile, 'type'>, answer: object = { status: 'Accepted' }) =>
  meeting.tells({ type: 'set-charging-profile', ...command }, 'SetChargingProfile', answer as Record<string, unknown>)

async function charging(meeting: Meeting, evse = 1, transactionId = 'tx-k') {
  await meeting.station.says('TransactionEvent', {
    eventType: 'Started',
    timestamp: now(),
    triggerReason: 'CablePluggedIn',
    seqNo: 0,
    transactionInfo: { transactionId, chargingState: 'EVConnected' },
    evse: { id: evse, connectorId: 1 },
  })
  const where = { stationId: meeting.stationId, ocppTransactionId: transactionId }
  return String((await db().session.findFirstOrThrow({ where })).id)
}
const event = (meeting: Meeting, eventType: string, triggerReason: string, seqNo: number, over: object = {}) =>
  meeting.station.says('TransactionEvent', {
    eventType,
    timestamp: now(),
    triggerReason,
    seqNo,
    transactionInfo: { transactionId: 'tx-k', ...over },
  })

describe('setting', () => {
  test.each([
    ['TC_K_01_CSMS Set Charging Profile - TxDefaultProfile - Specific EVSE', 'tx-default', 'TxDefaultProfile', 1],
    ['TC_K_03_CSMS Set Charging Profile - ChargingStationMaxProfile', 'station-max', 'ChargingStationMaxProfile', 0],
    ['TC_K_10_CSMS Set Charging Profile - TxDefaultProfile - All EVSE', 'tx-default', 'TxDefaultProfile', 0],
  ] as const)('%s', async (_name, purpose, word, evse) => {
    const meeting = await meet('ocpp2.0.1')
    const call = await set(meeting, { ...(evse && { evseId: evse }), profile: { purpose, schedule } })
    expect(call.payload).toEqual({
      evseId: evse,
      chargingProfile: {
        id: profileIdFor(purpose, evse, 0),
        stackLevel: 0,
        chargingProfilePurpose: word,
        chargingProfileKind: 'Absolute',
        chargingSchedule: [wireSchedule],
      },
    })
    await meeting.sees(call.commandId, 'confirmed')
    expect(await held(meeting)).toMatchObject([{ purpose, evse, source: 'us', transactionId: null }])
  })

  test('TC_K_02_CSMS Set Charging Profile - TxProfile without ongoing transaction on the specified EVSE', async () => {
    const meeting = await meet('ocpp2.0.1')
    // Our session runs at EVSE 1; the station knows of none at EVSE 2.
    const sessionId = await charging(meeting)
    const answer = { status: 'Rejected', statusInfo: { reasonCode: 'TxNotFound' } }
    const call = await set(meeting, { evseId: 2, sessionId, profile: { purpose: 'tx', schedule } }, answer)
    await meeting.sees(call.commandId, 'rejected')
    const command = await getCommand(us, call.commandId)
    expect(command).toMatchObject({ error: 'The station answered Rejected.', answer })
    expect(await held(meeting)).toEqual([])
    // And without any session there is nothing to send.
    const id = await meeting.asks({ type: 'set-charging-profile', evseId: 2, profile: { purpose: 'tx', schedule } })
    await meeting.sees(id, 'failed')
    expect((await getCommand(us, id)).error).toBe("A session's limit needs its session.")
    expect(meeting.station.isUndisturbed).toBe(true)
  })

  test('TC_K_04_CSMS Replace charging profile - With chargingProfileId', async () => {
    const meeting = await meet('ocpp2.0.1')
    const profile = { purpose: 'tx-default' as const, id: 100, schedule }
    const first = await set(meeting, { evseId: 1, profile })
    await meeting.sees(first.commandId, 'confirmed')
    const lower = { ...schedule, periods: [{ startSeconds: 0, limit: 8 }] }
    const second = await set(meeting, { evseId: 1, profile: { ...profile, schedule: lower } })
    expect(second.payload.chargingProfile).toMatchObject({
      id: 100,
      chargingSchedule: [{ chargingSchedulePeriod: [{ startPeriod: 0, limit: 8 }] }],
    })
    await meeting.sees(second.commandId, 'confirmed')
    const profiles = await held(meeting)
    expect(profiles).toMatchObject([{ profileId: 100, schedule: { periods: [{ limit: 8 }] } }])
  })

  test('TC_K_15_CSMS Set Charging Profile - Not Supported', async () => {
    const meeting = await meet('ocpp2.0.1')
    const commandId = await meeting.asks({
      type: 'set-charging-profile',
      evseId: 1,
      profile: { purpose: 'tx-default', schedule },
    })
    const call = await meeting.station.hears('SetChargingProfile')
    call.refuse('NotImplemented', 'no smart charging here')
    await meeting.sees(commandId, 'failed')
    expect((await getCommand(us, commandId)).error).toMatch(/NotImplemented/)
    expect(await held(meeting)).toEqual([])
  })

  test.each([
    ['recurring-daily', 'Daily'],
    ['recurring-weekly', 'Weekly'],
  ] as const)('TC_K_19_CSMS Set Charging Profile - ChargingProfileKind is Recurring', async (kind, recurrencyKind) => {
    const meeting = await meet('ocpp2.0.1')
    const validFrom = '2026-11-01T00:00:00.000Z'
    const validTo = '2030-12-01T01:00:00+01:00'
    const profile = { purpose: 'tx-default' as const, kind, validFrom, validTo, schedule }
    const call = await set(meeting, { evseId: 1, profile })
    expect(call.payload.chargingProfile).toEqual({
      id: profileIdFor('tx-default', 1, 0),
      stackLevel: 0,
      chargingProfilePurpose: 'TxDefaultProfile',
      chargingProfileKind: 'Recurring',
      recurrencyKind,
      validFrom: '2026-11-01T00:00:00Z',
      validTo: '2030-12-01T00:00:00Z',
      chargingSchedule: [wireSchedule],
    })
    await meeting.sees(call.commandId, 'confirmed')
    expect(await held(meeting)).toMatchObject([{ kind, validTo: new Date(validTo) }])
  })

  test('TC_K_37_CSMS Remote start transaction with charging profile - Success', async () => {
    await aToken({ value: 'TCK37' })
    const meeting = await meet('ocpp2.0.1')
    const relative = { unit: 'A' as const, periods: [{ startSeconds: 0, limit: 10 }] }
    const profile = { kind: 'relative' as const, schedule: relative }
    const command = { type: 'start' as const, evseId: 1, token: 'TCK37', profile }
    const call = await meeting.tells(command, 'RequestStartTransaction', { status: 'Accepted' })
    expect(call.payload).toEqual({
      evseId: 1,
      remoteStartId: expect.any(Number),
      idToken: { idToken: 'TCK37', type: 'ISO14443' },
      chargingProfile: {
        id: profileIdFor('tx', 1, 0),
        stackLevel: 0,
        chargingProfilePurpose: 'TxProfile',
        chargingProfileKind: 'Relative',
        chargingSchedule: [{ id: 1, chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit: 10 }] }],
      },
    })
    await meeting.sees(call.commandId, 'accepted')
    await meeting.station.says('TransactionEvent', {
      eventType: 'Started',
      timestamp: now(),
      triggerReason: 'RemoteStart',
      seqNo: 0,
      transactionInfo: { transactionId: 'tx-k', remoteStartId: call.payload.remoteStartId },
      evse: { id: 1, connectorId: 1 },
      idToken: { idToken: 'TCK37', type: 'ISO14443' },
    })
    await meeting.sees(call.commandId, 'confirmed')
    expect(await held(meeting)).toMatchObject([{ purpose: 'tx', evse: 1, kind: 'relative' }])
    await event(meeting, 'Ended', 'StopAuthorized', 1)
    expect(await held(meeting)).toEqual([])
  })

  test('TC_K_60_CSMS Set Charging Profile - TxProfile with ongoing transaction on the specified EVSE', async () => {
    const meeting = await meet('ocpp2.0.1')
    const sessionId = await charging(meeting)
    const call = await set(meeting, { evseId: 1, sessionId, profile: { purpose: 'tx', schedule } })
    expect(call.payload).toMatchObject({
      evseId: 1,
      chargingProfile: { chargingProfilePurpose: 'TxProfile', transactionId: 'tx-k', stackLevel: 0 },
    })
    await meeting.sees(call.commandId, 'confirmed')
    expect(await held(meeting)).toMatchObject([{ purpose: 'tx', transactionId: 'tx-k' }])
  })

  test('TC_K_70_CSMS Set Charging Profile - Multiple Profiles', async () => {
    const meeting = await meet('ocpp2.0.1')
    const of = (purpose: 'tx-default' | 'station-max', stackLevel: number, evseId?: number) =>
      set(meeting, { evseId, profile: { purpose, stackLevel, schedule } })
    const calls = [await of('station-max', 0), await of('tx-default', 0, 1), await of('tx-default', 1, 1)]
    for (const { commandId } of calls) await meeting.sees(commandId, 'confirmed')
    const ids = calls.map(({ payload }) => payload.chargingProfile.id)
    expect(new Set(ids).size).toBe(3) // none takes another's place
    expect((await idsHeld(meeting)).sort()).toEqual(ids.sort())
  })
})

describe('clearing', () => {
  const prepared = async () => {
    const meeting = await meet('ocpp2.0.1')
    for (const stackLevel of [0, 1]) {
      const profile = { purpose: 'tx-default' as const, stackLevel, schedule }
      const { commandId } = await set(meeting, { evseId: 1, profile })
      await meeting.sees(commandId, 'confirmed')
    }
    return meeting
  }
  const [low, high] = [profileIdFor('tx-default', 1, 0), profileIdFor('tx-default', 1, 1)]
  const criteria: Partial<ClearProfile> = { purpose: 'tx-default', stackLevel: 0, evseId: 1 }
  const wireCriteria = { chargingProfilePurpose: 'TxDefaultProfile', stackLevel: 0, evseId: 1 }

  test.each<[string, Partial<ClearProfile>, object, string, string, number[]]>([
    [
      'TC_K_05_CSMS Clear Charging Profile - With chargingProfileId',
      { profileId: low },
      { chargingProfileId: low },
      'Accepted',
      'confirmed',
      [high],
    ],
    [
      'TC_K_06_CSMS Clear Charging Profile - With stackLevel/purpose combination for one profile',
      criteria,
      { chargingProfileCriteria: wireCriteria },
      'Accepted',
      'confirmed',
      [high],
    ],
    [
      'TC_K_08_CSMS Clear Charging Profile - Without previous charging profile',
      criteria,
      { chargingProfileCriteria: wireCriteria },
      'Unknown',
      'rejected',
      [high],
    ],
  ])('%s', async (_name, over, onTheWire, status, stage, left) => {
    const meeting = await prepared()
    const command: ClearProfile = { type: 'clear-charging-profile', ...over }
    const call = await meeting.tells(command, 'ClearChargingProfile', { status })
    expect(call.payload).toEqual(onTheWire)
    await meeting.sees(call.commandId, stage)
    expect(await idsHeld(meeting)).toEqual(left)
  })

  test('L-4 everything, purpose by purpose, for a clearing must say something', async () => {
    const meeting = await prepared()
    const commandId = await meeting.asks({ type: 'clear-charging-profile' })
    for (const chargingProfilePurpose of ['ChargingStationMaxProfile', 'TxDefaultProfile', 'TxProfile']) {
      const call = await meeting.station.hears('ClearChargingProfile')
      expect(call.payload).toEqual({ chargingProfileCriteria: { chargingProfilePurpose } })
      call.answer({ status: chargingProfilePurpose === 'TxDefaultProfile' ? 'Accepted' : 'Unknown' })
    }
    await meeting.sees(commandId, 'confirmed')
    expect(await held(meeting)).toEqual([])
  })
})

describe('what a station holds', () => {
  const wire = (id: number, over: object = {}) => ({
    id,
    stackLevel: 0,
    chargingProfilePurpose: 'TxDefaultProfile',
    chargingProfileKind: 'Absolute',
    chargingSchedule: [wireSchedule],
    ...over,
  })

  /** The station is asked, accepts, and reports in as many parts as it likes. */
  async function asked(meeting: Meeting, criteria: Partial<GetProfiles>, ...parts: object[]) {
    const command: GetProfiles = { type: 'get-charging-profiles', ...criteria }
    const call = await meeting.tells(command, 'GetChargingProfiles', { status: 'Accepted' })
    await meeting.sees(call.commandId, 'accepted')
    const { requestId } = call.payload
    for (const [index, part] of parts.entries()) {
      const tbc = index < parts.length - 1
      const report = { requestId, tbc, chargingLimitSource: 'CSO', evseId: 1, ...part }
      expect(await meeting.station.says('ReportChargingProfiles', report)).toEqual({})
      if (tbc) await meeting.sees(call.commandId, 'accepted') // more is to come
    }
    await meeting.sees(call.commandId, 'confirmed')
    expect(await listCommandReports(us, call.commandId)).toHaveLength(parts.length)
    return call
  }

  test.each<[string, Partial<GetProfiles>, object]>([
    ['TC_K_29_CSMS Get Charging Profile - EvseId 0', { evseId: 0 }, { evseId: 0, chargingProfile: {} }],
    ['TC_K_30_CSMS Get Charging Profile - EvseId > 0', { evseId: 1 }, { evseId: 1, chargingProfile: {} }],
    ['TC_K_31_CSMS Get Charging Profile - No EvseId', {}, { chargingProfile: {} }],
    [
      'TC_K_32_CSMS Get Charging Profile - chargingProfileId',
      { profileIds: [41] },
      { chargingProfile: { chargingProfileId: [41] } },
    ],
    [
      'TC_K_33_CSMS Get Charging Profile - EvseId > 0 + stackLevel',
      { evseId: 1, stackLevel: 0 },
      { evseId: 1, chargingProfile: { stackLevel: 0 } },
    ],
    [
      'TC_K_34_CSMS Get Charging Profile - EvseId > 0 + chargingLimitSource',
      { evseId: 1, sources: ['CSO'] },
      { evseId: 1, chargingProfile: { chargingLimitSource: ['CSO'] } },
    ],
    [
      'TC_K_35_CSMS Get Charging Profile - EvseId > 0 + chargingProfilePurpose',
      { evseId: 1, purpose: 'tx-default' },
      { evseId: 1, chargingProfile: { chargingProfilePurpose: 'TxDefaultProfile' } },
    ],
    [
      'TC_K_36_CSMS Get Charging Profile - EvseId > 0 + chargingProfilePurpose + stackLevel',
      { evseId: 1, purpose: 'tx-default', stackLevel: 0 },
      { evseId: 1, chargingProfile: { chargingProfilePurpose: 'TxDefaultProfile', stackLevel: 0 } },
    ],
  ])('%s', async (_name, criteria, onTheWire) => {
    const meeting = await meet('ocpp2.0.1')
    const evseId = criteria.evseId ?? 1
    const call = await asked(meeting, criteria, { evseId, chargingProfile: [wire(41)] })
    expect(call.payload).toEqual({ requestId: expect.any(Number), ...onTheWire })
    expect(await held(meeting)).toMatchObject([
      {
        profileId: 41,
        evse: evseId,
        purpose: 'tx-default',
        kind: 'absolute',
        source: 'CSO',
        schedule: { unit: 'A', startAt: new Date(startAt).toISOString(), periods: [{ limit: 16 }, { limit: 0 }] },
      },
    ])
  })

  test('L-4 what a whole report does not name is not there; what it was not asked about stays', async () => {
    const meeting = await meet('ocpp2.0.1')
    for (const [id, evseId] of [
      [51, 1],
      [52, 1],
      [53, 2],
    ] as const) {
      const { commandId } = await set(meeting, { evseId, profile: { purpose: 'tx-default', id, schedule } })
      await meeting.sees(commandId, 'confirmed')
    }
    await asked(
      meeting,
      { evseId: 1 },
      { chargingProfile: [wire(51)] },
      { chargingProfile: [wire(54, { stackLevel: 1 })] },
    )
    expect((await idsHeld(meeting)).sort()).toEqual([51, 53, 54])
    expect((await held(meeting)).find(({ profileId }) => profileId === 51)).toMatchObject({ source: 'us' })
    const none = await meeting.tells({ type: 'get-charging-profiles', evseId: 2 }, 'GetChargingProfiles', {
      status: 'NoProfiles',
    })
    await meeting.sees(none.commandId, 'confirmed') // that there is none is a complete answer
    expect((await idsHeld(meeting)).sort()).toEqual([51, 54])
  })

  test.each([
    ['TC_K_43_CSMS Get Composite Schedule - Specific EVSE', 1],
    ['TC_K_44_CSMS Get Composite Schedule - Charging Station', 0],
  ])('%s', async (_name, evseId) => {
    const meeting = await meet('ocpp2.0.1')
    const command = { type: 'get-composite-schedule' as const, evseId, durationSeconds: 600, unit: 'W' as const }
    const periods = [{ startPeriod: 0, limit: 11_000, numberPhases: 3 }]
    const said = {
      evseId,
      duration: 600,
      scheduleStart: startAt,
      chargingRateUnit: 'W',
      chargingSchedulePeriod: periods,
    }
    const call = await meeting.tells(command, 'GetCompositeSchedule', { status: 'Accepted', schedule: said })
    expect(call.payload).toEqual({ evseId, duration: 600, chargingRateUnit: 'W' })
    await meeting.sees(call.commandId, 'confirmed')
    expect((await getCommand(us, call.commandId)).answer).toEqual({
      status: 'Accepted',
      schedule: said,
      composite: {
        evse: evseId,
        unit: 'W',
        startAt,
        durationSeconds: 600,
        periods: [{ startSeconds: 0, limit: 11_000, phases: 3 }],
      },
    })
  })
})

describe('limits from outside', () => {
  const limit = (over: object = {}) => ({
    chargingLimit: { chargingLimitSource: 'EMS', isGridCritical: true },
    chargingSchedule: [
      {
        id: 1,
        startSchedule: startAt,
        chargingRateUnit: 'A',
        chargingSchedulePeriod: [{ startPeriod: 0, limit: 12 }],
      },
    ],
    ...over,
  })
  const outside = {
    purpose: 'external',
    source: 'EMS',
    schedule: { unit: 'A', isGridCritical: true, periods: [{ limit: 12 }] },
  }
  const events = async ({ stationId }: Meeting) =>
    (await db().stationEvent.findMany({ where: { stationId, kind: 'event' }, orderBy: { id: 'asc' } })).map(
      ({ name }) => name,
    )

  test('TC_K_48_CSMS Set / Update External Charging Limit (not on a transaction)', async () => {
    const meeting = await meet('ocpp2.0.1')
    expect(await meeting.station.says('NotifyChargingLimit', limit())).toEqual({})
    expect(await held(meeting)).toMatchObject([{ ...outside, evse: 0 }])
    const schedule = [{ ...limit().chargingSchedule[0], chargingSchedulePeriod: [{ startPeriod: 0, limit: 9 }] }]
    expect(await meeting.station.says('NotifyChargingLimit', limit({ chargingSchedule: schedule }))).toEqual({})
    expect(await held(meeting)).toMatchObject([{ schedule: { periods: [{ limit: 9 }] } }]) // one limit, moved
    expect(await events(meeting)).toEqual(['ChargingLimit', 'ChargingLimit'])
  })

  test('TC_K_50_CSMS Reset / release external charging limit - Without ongoing transaction', async () => {
    const meeting = await meet('ocpp2.0.1')
    await meeting.station.says('NotifyChargingLimit', limit())
    await meeting.station.says(
      'NotifyChargingLimit',
      limit({ chargingLimit: { chargingLimitSource: 'SO' }, evseId: 1 }),
    )
    expect(await held(meeting)).toHaveLength(2)
    expect(await meeting.station.says('ClearedChargingLimit', { chargingLimitSource: 'EMS' })).toEqual({})
    expect(await held(meeting)).toMatchObject([{ source: 'SO', evse: 1 }])
    expect(await meeting.station.says('ClearedChargingLimit', { chargingLimitSource: 'SO', evseId: 1 })).toEqual({})
    expect(await held(meeting)).toEqual([])
  })

  test('TC_K_51_CSMS Reset / release external charging limit - With ongoing transaction', async () => {
    const meeting = await meet('ocpp2.0.1')
    const sessionId = await charging(meeting)
    await meeting.station.says('NotifyChargingLimit', limit({ evseId: 1 }))
    await event(meeting, 'Updated', 'ChargingRateChanged', 1)
    expect(await held(meeting)).toMatchObject([{ ...outside, evse: 1 }])
    expect(await meeting.station.says('ClearedChargingLimit', { chargingLimitSource: 'EMS', evseId: 1 })).toEqual({})
    expect(await event(meeting, 'Updated', 'ChargingRateChanged', 2, { chargingState: 'Charging' })).toEqual({})
    expect(await held(meeting)).toEqual([])
    // The session goes on, and nothing was asked of the station.
    const session = await db().session.findUniqueOrThrow({ where: { id: BigInt(sessionId) } })
    expect(session).toMatchObject({ status: 'active', chargingState: 'charging' })
    expect(meeting.station.isUndisturbed).toBe(true)
  })

  test('TC_K_52_CSMS Set / Update External Charging Limit - ChargingStationExternalConstraints in report', async () => {
    const meeting = await meet('ocpp2.0.1')
    await meeting.station.says('NotifyChargingLimit', limit({ evseId: 1 }))
    const command = { type: 'get-charging-profiles' as const, evseId: 1, sources: ['EMS' as const] }
    const call = await meeting.tells(command, 'GetChargingProfiles', { status: 'Accepted' })
    expect(call.payload).toMatchObject({ evseId: 1, chargingProfile: { chargingLimitSource: ['EMS'] } })
    const report = {
      requestId: call.payload.requestId,
      chargingLimitSource: 'EMS',
      evseId: 1,
      chargingProfile: [
        {
          id: 7,
          stackLevel: 0,
          chargingProfilePurpose: 'ChargingStationExternalConstraints',
          chargingProfileKind: 'Absolute',
          chargingSchedule: limit().chargingSchedule,
        },
      ],
    }
    expect(await meeting.station.says('ReportChargingProfiles', report)).toEqual({})
    await meeting.sees(call.commandId, 'confirmed')
    // Under the station's own number now; what we only knew of it by hearsay has made way.
    expect(await held(meeting)).toMatchObject([{ profileId: 7, purpose: 'external', source: 'EMS' }])
  })
})

describe('high level communication', () => {
  const needs = (over: object = {}, ac: object = {}) => ({
    evseId: 1,
    chargingNeeds: {
      requestedEnergyTransfer: 'AC_three_phase',
      acChargingParameters: { energyAmount: 20_000, evMinCurrent: 6, evMaxCurrent: 32, evMaxVoltage: 400, ...ac },
    },
    ...over,
  })
  const says = (chargingSchedulePeriod: object[], over: object = {}) => ({
    timeBase: now(),
    evseId: 1,
    chargingSchedule: { id: 1, duration: 7200, chargingRateUnit: 'A', chargingSchedulePeriod },
    ...over,
  })
  const offered = async (meeting: Meeting, answer = 'Accepted') => {
    const call = await meeting.station.hears('SetChargingProfile')
    call.answer({ status: answer })
    return call.payload
  }
  const limitStation = async (meeting: Meeting, limit: number) => {
    const periods = [{ startSeconds: 0, limit }]
    const profile = { purpose: 'station-max' as const, schedule: { unit: 'A' as const, periods } }
    await meeting.sees((await set(meeting, { profile })).commandId, 'confirmed')
  }
  const offer = (limit: number) => ({
    evseId: 1,
    chargingProfile: {
      id: profileIdFor('tx', 1, 0),
      stackLevel: 0,
      chargingProfilePurpose: 'TxProfile',
      chargingProfileKind: 'Absolute',
      transactionId: 'tx-k',
      chargingSchedule: [
        {
          id: 1,
          startSchedule: expect.any(String),
          duration: 86_400,
          chargingRateUnit: 'A',
          chargingSchedulePeriod: [{ startPeriod: 0, limit, numberPhases: 3 }],
        },
      ],
    },
  })

  test('TC_K_53_CSMS Charging with load leveling based on High Level Communication - Success', async () => {
    const meeting = await meet('ocpp2.0.1')
    await charging(meeting)
    expect(await meeting.station.says('NotifyEVChargingNeeds', needs())).toEqual({ status: 'Accepted' })
    // The outlet gives 22 kW: 31.8 A on three phases, a little less than the car could take.
    expect(await offered(meeting)).toEqual(offer(31.8))
    const schedule = says([{ startPeriod: 0, limit: 31 }])
    expect(await meeting.station.says('NotifyEVChargingSchedule', schedule)).toEqual({ status: 'Accepted' })
    await event(meeting, 'Updated', 'ChargingStateChanged', 1, { chargingState: 'Charging' })
    expect(meeting.station.isUndisturbed).toBe(true)
    expect(await held(meeting)).toMatchObject([{ purpose: 'tx', transactionId: 'tx-k', source: 'us' }])
  })

  test('TC_K_55_CSMS Charging with load leveling - EV charging profile exceeds limits', async () => {
    const meeting = await meet('ocpp2.0.1')
    await charging(meeting)
    await limitStation(meeting, 16)
    await meeting.station.says('NotifyEVChargingNeeds', needs())
    expect(await offered(meeting)).toEqual(offer(16))
    const greedy = says([
      { startPeriod: 0, limit: 10 },
      { startPeriod: 600, limit: 32 },
    ])
    // Accepted means heard; what is too much is then cut off.
    expect(await meeting.station.says('NotifyEVChargingSchedule', greedy)).toEqual({ status: 'Accepted' })
    const corrected = await offered(meeting)
    expect(corrected.chargingProfile).toMatchObject({ chargingProfilePurpose: 'TxProfile', transactionId: 'tx-k' })
    const [{ chargingSchedulePeriod: periods }] = corrected.chargingProfile.chargingSchedule
    expect(periods.map(({ limit }: { limit: number }) => limit)).toEqual([10, 16])
    const meek = says([{ startPeriod: 0, limit: 10 }])
    expect(await meeting.station.says('NotifyEVChargingSchedule', meek)).toEqual({ status: 'Accepted' })
    expect(meeting.station.isUndisturbed).toBe(true)
  })

  test('L-7 a car that will not listen is corrected three times', async () => {
    const meeting = await meet('ocpp2.0.1')
    await charging(meeting)
    await limitStation(meeting, 16)
    for (let turn = 0; turn < 3; turn += 1) {
      await meeting.station.says('NotifyEVChargingSchedule', says([{ startPeriod: 0, limit: 32 }]))
      await offered(meeting)
    }
    const greedy = says([{ startPeriod: 0, limit: 32 }])
    expect(await meeting.station.says('NotifyEVChargingSchedule', greedy)).toEqual({ status: 'Accepted' })
    await meeting.station.says('Heartbeat')
    expect(meeting.station.isUndisturbed).toBe(true)
  })

  test('TC_K_57_CSMS Renegotiating a Charging Schedule - Initiated by EV', async () => {
    const meeting = await meet('ocpp2.0.1')
    await charging(meeting)
    await meeting.station.says('NotifyEVChargingNeeds', needs())
    expect(await offered(meeting)).toEqual(offer(31.8))
    await event(meeting, 'Updated', 'ChargingStateChanged', 1, { chargingState: 'Charging' })
    // The car thinks again: it departs within the hour and can hold one period.
    const departureTime = new Date(Date.now() + 3_600_000).toISOString()
    const again = needs({ maxScheduleTuples: 1 }, { evMaxCurrent: 13 })
    Object.assign(again.chargingNeeds, { departureTime })
    expect(await meeting.station.says('NotifyEVChargingNeeds', again)).toEqual({ status: 'Accepted' })
    const { chargingProfile } = await offered(meeting)
    expect(chargingProfile.id).toBe(profileIdFor('tx', 1, 0)) // in place of the one before
    const [schedule] = chargingProfile.chargingSchedule
    expect(schedule.chargingSchedulePeriod).toEqual([{ startPeriod: 0, limit: 13, numberPhases: 3 }])
    expect(schedule.duration).toBeGreaterThan(3590)
    expect(schedule.duration).toBeLessThanOrEqual(3600)
    const said = says([{ startPeriod: 0, limit: 13 }])
    expect(await meeting.station.says('NotifyEVChargingSchedule', said)).toEqual({ status: 'Accepted' })
    expect(await held(meeting)).toHaveLength(1)
  })

  test('TC_K_58_CSMS Renegotiating a Charging Schedule - Initiated by CSMS', async () => {
    const meeting = await meet('ocpp2.0.1')
    const sessionId = await charging(meeting)
    await meeting.station.says('NotifyEVChargingNeeds', needs())
    await offered(meeting)
    const periods = [{ startSeconds: 0, limit: 8 }]
    const profile = { purpose: 'tx' as const, schedule: { unit: 'A' as const, periods } }
    const call = await set(meeting, { evseId: 1, sessionId, profile })
    expect(call.payload.chargingProfile).toMatchObject({
      id: profileIdFor('tx', 1, 0),
      chargingProfilePurpose: 'TxProfile',
      transactionId: 'tx-k',
      chargingSchedule: [{ chargingSchedulePeriod: [{ startPeriod: 0, limit: 8 }] }],
    })
    await meeting.sees(call.commandId, 'confirmed')
    const said = says([{ startPeriod: 0, limit: 8 }])
    expect(await meeting.station.says('NotifyEVChargingSchedule', said)).toEqual({ status: 'Accepted' })
    expect(await event(meeting, 'Updated', 'ChargingRateChanged', 1)).toEqual({})
    expect(await held(meeting)).toMatchObject([{ schedule: { periods: [{ limit: 8 }] } }])
    expect(meeting.station.isUndisturbed).toBe(true)
  })

  test('TC_K_59_CSMS Renegotiating a Charging Schedule - Initiated by CSMS - Send NotifyEVChargingNeeds', async () => {
    const meeting = await meet('ocpp2.0.1')
    const sessionId = await charging(meeting)
    await meeting.station.says('NotifyEVChargingNeeds', needs())
    await offered(meeting)
    await limitStation(meeting, 10)
    const periods = [{ startSeconds: 0, limit: 10 }]
    const profile = { purpose: 'tx' as const, schedule: { unit: 'A' as const, periods } }
    await meeting.sees((await set(meeting, { evseId: 1, sessionId, profile })).commandId, 'confirmed')
    // The car answers with its needs again: they are met within what holds now.
    expect(await meeting.station.says('NotifyEVChargingNeeds', needs())).toEqual({ status: 'Accepted' })
    expect(await offered(meeting)).toEqual(offer(10))
    const said = says([{ startPeriod: 0, limit: 10 }])
    expect(await meeting.station.says('NotifyEVChargingSchedule', said)).toEqual({ status: 'Accepted' })
    expect(meeting.station.isUndisturbed).toBe(true)
  })

  test('L-6 a fast charger is offered watts', async () => {
    const meeting = await meet('ocpp2.0.1')
    await charging(meeting)
    const dc = { evMaxCurrent: 200, evMaxVoltage: 400, evMaxPower: 50_000, stateOfCharge: 20 }
    const chargingNeeds = { requestedEnergyTransfer: 'DC', dcChargingParameters: dc }
    await meeting.station.says('NotifyEVChargingNeeds', { evseId: 1, chargingNeeds })
    const { chargingProfile } = await offered(meeting)
    expect(chargingProfile.chargingSchedule[0]).toMatchObject({
      chargingRateUnit: 'W',
      chargingSchedulePeriod: [{ startPeriod: 0, limit: 22_000 }], // what the outlet is known to give
    })
  })

  test('L-6 without a session there is nothing to offer', async () => {
    const meeting = await meet('ocpp2.0.1')
    expect(await meeting.station.says('NotifyEVChargingNeeds', needs())).toEqual({ status: 'Rejected' })
    await meeting.station.says('Heartbeat')
    expect(meeting.station.isUndisturbed).toBe(true)
  })
})
