import { expect, test } from 'vitest'
import { countFaults, schemaFaults } from './schema-faults'

const status = { connectorId: 1, errorCode: 'NoError', status: 'Available' }

test.each([
  ['a field missing', { connectorId: 1, status: 'Available' }, [['errorCode', 'missing', 'done-without', null]]],
  ['a number as text', { ...status, connectorId: ' 2 ' }, [['connectorId', 'type', 'read-as', '2']]],
  ['a word of its own', { ...status, errorCode: 'Error' }, [['errorCode', 'word', 'as-sent', '"Error"']]],
  ['other letter case', { ...status, status: 'FAULTED' }, [['status', 'word', 'read-as', '"Faulted"']]],
  [
    'text too long',
    { ...status, vendorErrorCode: 'x'.repeat(60) },
    [['vendorErrorCode', 'too-long', 'as-sent', `"${'x'.repeat(60)}"`]],
  ],
  ['a field of its own', { ...status, extra: 1 }, [['extra', 'unknown-field', 'left-out', null]]],
  ['what cannot be read', { ...status, connectorId: 'one' }, [['connectorId', 'type', 'left-out', null]]],
  ['a time that is none', { ...status, timestamp: 'now' }, [['timestamp', 'format', 'as-sent', '"now"']]],
])('says of %s what was broken and what it is read as', (_name, payload, expected) => {
  const faults = schemaFaults('ocpp1.6', 'StatusNotification', 'request', payload)
  expect(faults.map(({ path, kind, outcome, readAs }) => [path, kind, outcome, readAs])).toEqual(expected)
})

test('finds all of them, deep inside, by version', () => {
  const payload = { evseId: '1', meterValue: [{ timestamp: '2026-11-20T08:00:00Z', sampledValue: [{ value: '7,4' }] }] }
  expect(schemaFaults('ocpp2.0.1', 'MeterValues', 'request', payload)).toMatchObject([
    { path: 'evseId', kind: 'type', expected: 'integer', given: '"1"', readAs: '1' },
    { path: 'meterValue.0.sampledValue.0.value', kind: 'type', expected: 'number', given: '"7,4"', readAs: '7.4' },
  ])
  expect(schemaFaults('ocpp1.6', 'MeterValues', 'request', payload)[0]).toMatchObject({
    path: 'connectorId',
    kind: 'missing',
  })
})

test('has nothing to say of what is well, unknown or not even an object', () => {
  expect(countFaults('ocpp1.6', 'StatusNotification', 'request', status)).toBe(0)
  expect(countFaults('ocpp1.6', 'StatusNotification', 'request', {})).toBe(3)
  expect(schemaFaults('ocpp1.6', 'Nonsense', 'request', {})).toEqual([])
  expect(schemaFaults('ocpp1.6', 'Heartbeat', 'request', [1])).toEqual([])
})

test('ends somewhere', () => {
  const meterValue = Array.from({ length: 100 }, () => ({}))
  expect(schemaFaults('ocpp1.6', 'MeterValues', 'request', { connectorId: 1, meterValue })).toHaveLength(40)
})
