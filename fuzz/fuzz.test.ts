import { describe, expect, test } from 'vitest'
import { OCPP_VERSIONS } from '../lib/ocpp-schemas/official'
import { strictFault } from '../lib/ocpp-schemas/strict-fault'
import { createRandom } from '../simulator/random'
import { createCorpus } from './corpus'
import { expectedAnswer, wrongAnswer } from './expected-answer'
import { mutatedFrame } from './mutate'

describe.each(OCPP_VERSIONS)('frames of %s', (version) => {
  const frames = (seed: number, count: number) => {
    const random = createRandom(seed)
    const draw = createCorpus(version)
    return Array.from({ length: count }, (_, n) => mutatedFrame(draw(random), draw(random), `m${n}`, random))
  }

  test('every kind of damage is done, and part of it is none', () => {
    const mutations = new Set(frames(1, 600).map(({ mutation }) => mutation))
    expect(mutations.size).toBe(17)
  })

  test('what is drawn from the schemas keeps them', () => {
    const random = createRandom(3)
    const draw = createCorpus(version)
    let whole = 0
    for (let n = 0; n < 300; n++) {
      const { action, payload } = draw(random)
      if (strictFault(version, action, 'request', payload) === null) whole++
    }
    expect(whole).toBeGreaterThan(150)
  })
})

test('the same seed makes the same frames', () => {
  const made = (seed: number) => {
    const random = createRandom(seed)
    const seeds = { action: 'BootNotification', payload: { reason: 'PowerUp', chargingStation: { model: 'M' } } }
    return Array.from({ length: 50 }, (_, n) => mutatedFrame(seeds, seeds, `m${n}`, random).text)
  }
  expect(made(7)).toEqual(made(7))
  expect(made(7)).not.toEqual(made(8))
})

test.each([
  ['ocpp1.6', '[2,"a","Heartbeat",{}]', 'a', 'must', 'Heartbeat'],
  ['ocpp1.6', '[2,"a","Heartbeat",[]]', 'a', 'must', null],
  ['ocpp1.6', '{}', null, 'never', null],
  ['ocpp2.1', '{}', null, 'must', null],
  ['ocpp1.6', '[9,"a"]', null, 'never', null],
  ['ocpp2.0.1', '[9,"a"]', 'a', 'must', null],
  ['ocpp2.1', '[6,"a","X",{}]', 'a', 'never', null],
  ['ocpp2.1', '[3,"a",', null, 'never', null],
  ['ocpp2.1', '[2,"a",', null, 'may', null],
  ['ocpp2.1', `[2,"a","X",${'['.repeat(99)}${']'.repeat(99)}]`, null, 'may', null],
] as const)('in %s %s is to be answered as the standard says', (version, text, id, answer, action) => {
  expect(expectedAnswer(version, text)).toEqual({ id, answer, action })
})

test.each([
  [[3, 'a', { currentTime: '2026-11-20T08:00:00Z' }], null],
  [[3, 'a', {}], 'Heartbeat answered against the schema'],
  [[4, 'a', 'FormatViolation', '', {}], null],
  [[4, 'a', 'FormationViolation', '', {}], 'FormationViolation is no error code here'],
  [[4, 'a', 'InternalError', '', {}], 'InternalError is no error code here'],
  [[4, 'a', 'NotSupported'], 'a CALLERROR has five elements'],
] as const)('the answer %j is judged', (frame, wrong) => {
  const found = wrongAnswer('ocpp2.0.1', frame, ['Heartbeat'])
  if (wrong === null) expect(found).toBeNull()
  else expect(found).toContain(wrong)
})
