import { expect, test } from 'vitest'
import { faultOfEvent, type WatchedEvent } from './fault-of-event'

const event = (over: Partial<WatchedEvent>): WatchedEvent => ({
  name: `${over.component ?? 'Connector'}.${over.variable ?? 'Problem'}`,
  component: 'Connector',
  variable: 'Problem',
  trigger: 'Alerting',
  actualValue: 'true',
  isCleared: false,
  severity: null,
  origin: 'HardWiredNotification',
  monitorId: null,
  ...over,
})

test.each<[string, Partial<WatchedEvent>, object | null]>([
  ['D-22 a problem opens', {}, { code: 'Connector.Problem', severity: 4, isOpen: true }],
  ['D-22 a problem told as a change opens', { trigger: 'Delta' }, { isOpen: true }],
  ['D-22 a problem that became false is over', { trigger: 'Delta', actualValue: 'false' }, { isOpen: false }],
  ['D-22 cleared is over, whatever the value', { isCleared: true }, { isOpen: false }],
  ['D-22 cleared without a trigger is over', { isCleared: true, trigger: null }, { isOpen: false }],
  ['D-22 a value told in time is none', { trigger: 'Periodic', variable: 'Temperature', actualValue: '41' }, null],
  ['D-22 a value that changed is none', { trigger: 'Delta', variable: 'Power', actualValue: '7400' }, null],
  [
    'D-23 a passed threshold is one of its monitor',
    { component: 'Sensor', variable: 'Temperature', actualValue: '81', origin: 'CustomMonitor', monitorId: 12 },
    { code: 'Sensor.Temperature#12', severity: 5, isOpen: true },
  ],
  [
    'D-23 a hard-wired monitor is the fault itself',
    { origin: 'HardWiredMonitor', monitorId: 3, variable: 'Tripped', component: 'RCD' },
    { code: 'RCD.Tripped', severity: 2 },
  ],
  ['D-24 what protects people weighs more', { component: 'EmergencyStopSensor', variable: 'Active' }, { severity: 2 }],
  ['D-24 the message has the last word', { severity: 9 }, { severity: 9 }],
  ['D-25 a write-only variable tells no value', { variable: 'Password', actualValue: '' }, { isOpen: true }],
  ['D-26 a status is no fault', { variable: 'AvailabilityState', actualValue: 'Faulted' }, null],
])('%s', (_name, over, expected) => {
  const fault = faultOfEvent(event(over))
  if (expected === null) expect(fault).toBeNull()
  else expect(fault).toMatchObject(expected)
})
