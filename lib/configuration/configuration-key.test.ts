import { expect, test } from 'vitest'
import { configurationKey, parseVariableKey } from './configuration-key'

const variable = (over: object) => ({
  component: 'A',
  instance: '',
  evseNumber: 0,
  connectorNumber: 0,
  key: 'B',
  ...over,
})

test.each([
  [variable({ component: '', key: 'HeartbeatInterval' }), 'HeartbeatInterval'],
  [variable({ component: 'OCPPCommCtrlr', key: 'HeartbeatInterval' }), 'OCPPCommCtrlr.HeartbeatInterval'],
  [variable({ component: 'EVSE', evseNumber: 2, key: 'Power' }), 'EVSE@2.Power'],
  [variable({ component: 'Connector', evseNumber: 2, connectorNumber: 1 }), 'Connector@2.1.B'],
  [variable({ instance: 'X/Y' }), 'A[X].B[Y]'],
  [variable({ instance: '/Y' }), 'A.B[Y]'],
  [variable({ instance: '/Y/Z' }), 'A.B[Y/Z]'],
  [variable({ instance: 'X/', evseNumber: 1 }), 'A[X]@1.B'],
])('%j is called %s', (kept, name) => {
  expect(configurationKey(kept)).toBe(name)
  if (kept.component !== '') expect(parseVariableKey(name)).toEqual(kept)
})

test.each(['HeartbeatInterval', 'A.', '.B', 'A.B.C', 'A@x.B', ''])('%j names no variable', (name) => {
  expect(parseVariableKey(name)).toBeNull()
})

test('a slash reads like the dot', () => {
  expect(parseVariableKey(' OCPPCommCtrlr/HeartbeatInterval ')).toMatchObject({ component: 'OCPPCommCtrlr' })
})
