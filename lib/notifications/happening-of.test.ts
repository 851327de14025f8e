import { expect, test } from 'vitest'
import { stopsCharging } from './happening-of'

test.each([
  ['a fault that keeps cars from charging', 'GroundFailure', 2, true],
  ['the same as a mere notice', 'GroundFailure', 6, false],
  ['an intrusion: for us, not for drivers', 'security:TamperDetectionActivated', 2, false],
  ['a security event of a maker’s own', 'security:SomethingOfTheirOwn', 2, false],
])('whether drivers are kept from charging: %s', (_what, cause, severity, stops) => {
  expect(stopsCharging({ cause, severity })).toBe(stops)
})
