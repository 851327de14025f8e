import { expect, test } from 'vitest'
import { causeOf } from './cause-of'

test.each<[string, Parameters<typeof causeOf>, string]>([
  ['an OCPP 1.6 code', ['rule', 'faulted', { errorCode: 'GroundFailure' }, null], 'GroundFailure'],
  ['in any letter case', ['rule', 'faulted', { errorCode: 'groundfailure' }, null], 'GroundFailure'],
  ['a fault without a code', ['rule', 'no-such-rule', { errorCode: 'NoError' }, null], 'NoError'],
  ['a code of nobody’s', ['rule', 'no-such-rule', { errorCode: 'Error' }, 'Legrand'], 'NoError'],
  ['nothing at all', ['rule', 'no-such-rule', null, null], 'unknown'],
])('%s', (_what, said, key) => {
  expect(causeOf(...said)).toBe(key)
})
