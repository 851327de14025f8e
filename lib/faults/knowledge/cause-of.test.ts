import { expect, test } from 'vitest'
import { causeOf } from './cause-of'

test.each<[string, Parameters<typeof causeOf>, string]>([
  ['an OCPP 1.6 code', ['rule', 'faulted', { errorCode: 'GroundFailure' }, null], 'GroundFailure'],
  ['in any letter case', ['rule', 'faulted', { errorCode: 'groundfailure' }, null], 'GroundFailure'],
  ['a fault without a code is its rule’s', ['rule', 'faulted', { errorCode: 'NoError' }, null], 'faulted'],
  ['nothing but “no error”', ['rule', 'no-such-rule', { errorCode: 'NoError' }, null], 'NoError'],
  ['a code of nobody’s', ['rule', 'faulted', { errorCode: 'Error' }, 'Legrand'], 'faulted'],
  ['nothing at all', ['rule', 'no-such-rule', null, null], 'unknown'],
  ['what our rule saw', ['rule', 'boot-loop', { boots: 7 }, 'ABB'], 'boot-loop'],
  [
    'MREC in 1.6',
    [
      'rule',
      'faulted',
      { errorCode: 'OtherError', vendorErrorCode: 'CX017', vendorId: 'https://chargex.inl.gov' },
      null,
    ],
    'CX017',
  ],
  ['MREC in 2.x', ['event', 'EVSE.Problem', { techCode: 'CX008', value: 'true' }, null], 'CX008'],
  ['MREC with words around it', ['event', 'EVSE.Problem', { techInfo: 'code cx026: cable' }, null], 'CX026'],
  [
    'EVgo, the first of several',
    ['rule', 'warning', { errorCode: 'OtherError', vendorErrorCode: 'F001,F003', vendorId: 'com.evgo.mrec' }, null],
    'evgo:F001',
  ],
  [
    'EVgo’s code from somebody else',
    ['rule', 'warning', { errorCode: 'OtherError', vendorErrorCode: 'F001' }, null],
    'OtherError',
  ],
  ['a unified error code', ['event', 'EVSE.Problem', { techCode: 'SLACTimeout' }, null], 'uec:SLACTimeout'],
  [
    'a maker’s code before OCPP’s',
    ['rule', 'faulted', { errorCode: 'GroundFailure', vendorErrorCode: '101' }, 'Alfen BV'],
    'alfen:101',
  ],
  [
    'another maker’s number',
    ['rule', 'faulted', { errorCode: 'OtherError', vendorErrorCode: '101' }, 'Elvi'],
    'OtherError',
  ],
  ['hexadecimal with and without 0x', ['rule', 'faulted', { vendorErrorCode: 'C001' }, 'KEBA AG'], 'keba:0xc001'],
  [
    'a maker’s word in the text',
    ['rule', 'faulted', { errorCode: 'OtherError', info: 'Warnings: WARNING_RELAY_WELDED' }, 'Zaptec'],
    'zaptec:warning_relay_welded',
  ],
  [
    'a number in the text is no code',
    ['rule', 'faulted', { errorCode: 'InternalError', info: '101 retries' }, 'Alfen'],
    'InternalError',
  ],
  [
    'what an OCPP code means with one maker',
    ['rule', 'faulted', { errorCode: 'OtherError' }, 'Charge Amps AB'],
    'charge-amps:othererror',
  ],
  [
    'its other codes mean what they mean',
    ['rule', 'faulted', { errorCode: 'GroundFailure' }, 'Charge Amps AB'],
    'GroundFailure',
  ],
  [
    'a sensor that is broken, not what it senses',
    ['event', 'TemperatureSensor.Problem', null, null],
    '2x:TemperatureSensor.Problem',
  ],
  [
    'a milder word in the text does not hide a matter of safety',
    ['rule', 'faulted', { errorCode: 'GroundFailure', info: 'ConnectorLockFailure' }, null],
    'GroundFailure',
  ],
  [
    'nor does a maker’s milder code, or the first of several',
    ['rule', 'faulted', { errorCode: 'HighTemperature', vendorErrorCode: 'CX003,CX019' }, null],
    'CX019',
  ],
  [
    'nor a code beside a component that protects people',
    ['event', 'RCD.Tripped', { techCode: 'CX009' }, null],
    '2x:RCD.*',
  ],
  ['a component of 2.x', ['event', 'RCD.Tripped', { value: 'true' }, null], '2x:RCD.*'],
  ['with instance, monitor and place', ['event', 'Connector[left].Problem#12@2', null, null], '2x:Connector.*'],
  ['a measured threshold', ['event', 'EVSE.Temperature#3', null, null], '2x:*.Temperature'],
  ['a component of nobody’s', ['event', 'Coffee.Problem', null, null], 'unknown'],
  [
    'a security event in any letter case',
    ['security', 'tamperdetectionactivated', null, null],
    'security:TamperDetectionActivated',
  ],
])('%s', (_what, said, key) => {
  expect(causeOf(...said)).toBe(key)
})
