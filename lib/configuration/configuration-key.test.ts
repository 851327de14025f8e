import { expect, test } from 'vitest'
import { configurationKey } from './configuration-key'

test.each([
  [{ component: '', instance: '', evseNumber: 0, key: 'HeartbeatInterval' }, 'HeartbeatInterval'],
  [
    { component: 'OCPPCommCtrlr', instance: '', evseNumber: 0, key: 'HeartbeatInterval' },
    'OCPPCommCtrlr.HeartbeatInterval',
  ],
  [{ component: 'EVSE', instance: '', evseNumber: 2, key: 'Power' }, 'EVSE@2.Power'],
  [{ component: 'A', instance: 'X/Y', evseNumber: 0, key: 'B' }, 'A[X].B[Y]'],
  [{ component: 'A', instance: '/Y', evseNumber: 1, key: 'B' }, 'A@1.B[Y]'],
])('%j is called %s', (variable, expected) => {
  expect(configurationKey(variable)).toBe(expected)
})
