import { describe, expect, test } from 'vitest'
import { knownActions, type OcppVersion } from '../../lib/ocpp-schemas/official'
import { strictFault, validatorFor } from '../../lib/ocpp-schemas/strict-fault'
import { OcppError } from '../wire/ocpp-error'
import { readPayload } from './read-payload'

const read = (action: string, payload: unknown, version: OcppVersion = 'ocpp1.6') =>
  readPayload(version, action, 'request', payload)

describe('lenient in', () => {
  test('a valid payload is passed on as it is, not copied', () => {
    const payload = { idTag: '04A2' }
    expect(read('Authorize', payload)).toBe(payload)
  })

  test.each([
    ['T-1 number from text', 'StatusNotification', { connectorId: ' 2 ' }, { connectorId: 2 }],
    ['T-1 text from number', 'Authorize', { idTag: 42 }, { idTag: '42' }],
    ['T-1 boolean from text', 'TransactionEvent', { offline: 'true' }, { offline: true }, 'ocpp2.0.1'],
    [
      'T-1 decimal comma',
      'MeterValues',
      { evseId: 1, meterValue: [{ sampledValue: [{ value: '7,4' }] }] },
      { evseId: 1, meterValue: [{ sampledValue: [{ value: 7.4 }] }] },
      'ocpp2.0.1',
    ],
    [
      'T-2 one object where a list is due',
      'MeterValues',
      { meterValue: { sampledValue: { value: '1' } } },
      { meterValue: [{ sampledValue: [{ value: '1' }] }] },
    ],
    [
      'T-2 a list of one where an object is due',
      'BootNotification',
      { chargingStation: [{ model: 'M' }] },
      { chargingStation: { model: 'M' } },
      'ocpp2.0.1',
    ],
    ['T-3 null is absent', 'StatusNotification', { info: null, connectorId: 1 }, { connectorId: 1 }],
    ['T-3 null in a list', 'MeterValues', { meterValue: [null] }, { meterValue: [] }],
    ['T-4 enum in other case', 'StatusNotification', { status: 'FAULTED' }, { status: 'Faulted' }],
    ['T-4 unknown enum word', 'StatusNotification', { status: 'Odd' }, { status: 'Odd' }],
    ['T-5 unknown fields', 'Heartbeat', { a: 1 }, {}],
    [
      'T-5 customData stays',
      'Heartbeat',
      { a: 1, customData: { vendorId: 'v', x: 1 } },
      { customData: { vendorId: 'v', x: 1 } },
      'ocpp2.0.1',
    ],
    ['T-6 nothing', 'BootNotification', null, {}],
    [
      'T-8 what cannot be read at all',
      'StatusNotification',
      { connectorId: 'one', info: { a: 1 }, status: 3 },
      { status: '3' },
    ],
    ['T-8 no tricks with prototypes', 'Heartbeat', JSON.parse('{"__proto__":{"x":1},"a":1}'), {}],
  ] as const)('%s', (_name, action, payload, expected, version: OcppVersion = 'ocpp1.6') => {
    expect(read(action, payload, version)).toEqual(expected)
  })

  test('T-7 over-long text is kept, novels are cut', () => {
    const novel = 'x'.repeat(10_000)
    const { idTag } = read('Authorize', { idTag: novel }) as { idTag: string }
    expect(idTag).toHaveLength(200)
    const said = { type: novel, timestamp: novel, techInfo: novel }
    const event = read('SecurityEventNotification', said) as typeof said
    expect([event.type.length, event.timestamp.length, event.techInfo.length]).toEqual([200, 200, 500])
    const data = read('DataTransfer', { vendorId: 'v', data: novel }) as { data: string }
    expect(data.data).toBe(novel) // the standard sets no end to it
  })

  test('T-8 what is no 32-bit integer is none, but for what 1.6 meters', () => {
    const meterStart = 3e9
    const start = {
      connectorId: 1.5,
      idTag: 'A',
      meterStart,
      timestamp: '2026-11-20T08:00:00Z',
      reservationId: 2 ** 31,
    }
    expect(read('StartTransaction', start)).toEqual({ idTag: 'A', meterStart, timestamp: start.timestamp })
    expect(read('NotifyReport', { requestId: 1e10, seqNo: Number.POSITIVE_INFINITY }, 'ocpp2.0.1')).toEqual({})
  })

  test('an action the version does not know', () => {
    expect(() => read('TransactionEvent', {})).toThrow(OcppError)
  })

  test('a payload that is a list', () => {
    expect(() => read('Heartbeat', [1, 2])).toThrow(/FormatViolation/)
  })
})

describe('strict out', () => {
  test.each([
    ['ocpp1.6', 'Reset', { type: 'Warm' }, 'type must be one of Hard, Soft'],
    ['ocpp1.6', 'Reset', {}, "The payload must have required property 'type'"],
    ['ocpp1.6', 'Reset', { type: 'Soft', x: 1 }, 'The payload must not have x'],
    [
      'ocpp2.0.1',
      'SetVariables',
      { setVariableData: [{ attributeValue: 1 }] },
      "setVariableData.0 must have required property 'component'",
    ],
    ['ocpp1.6', 'Resett', {}, 'Resett is not an action of ocpp1.6'],
    ['ocpp1.6', 'SetChargingProfile', profile(21.4), null],
  ] as const)('%s %s %j', (version, action, payload, fault) => {
    expect(strictFault(version, action, 'request', payload)).toBe(fault)
  })

  test('every official schema compiles', () => {
    for (const version of ['ocpp1.6', 'ocpp2.0.1'] as const) {
      for (const action of knownActions(version)) {
        expect(validatorFor(version, action, 'request'), action).toBeTypeOf('function')
        expect(validatorFor(version, action, 'response'), action).toBeTypeOf('function')
      }
    }
    expect(knownActions('ocpp1.6')).toHaveLength(39)
    expect(knownActions('ocpp2.0.1')).toHaveLength(64)
  })
})

/** 21.4 is a multiple of 0.1 to people, if not to binary fractions. */
function profile(limit: number) {
  const chargingSchedule = { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit }] }
  const csChargingProfiles = {
    chargingProfileId: 1,
    stackLevel: 0,
    chargingProfilePurpose: 'TxDefaultProfile',
    chargingProfileKind: 'Absolute',
    chargingSchedule,
  }
  return { connectorId: 1, csChargingProfiles }
}
