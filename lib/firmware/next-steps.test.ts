import { describe, expect, test } from 'vitest'
import { type CampaignRules, type Candidate, nextSteps } from './next-steps'

const NIGHT = new Date('2026-11-20T01:00:00Z') // 02:00 in Stockholm, 20:00 in Montreal the day before
const rules: CampaignRules = { version: '2.0', waveSize: 2, window: null, stopAfterFailures: 2 }

let last = 0n
const one = (over: Partial<Candidate> = {}): Candidate => ({
  updateId: ++last,
  wave: 1,
  stage: 'waiting',
  isOnItsWay: false,
  isOnline: true,
  isCharging: false,
  isBusy: false,
  version: '1.0',
  timeZone: 'Europe/Stockholm',
  ...over,
})
const asked = (stations: readonly Candidate[], over: Partial<CampaignRules> = {}, at = NIGHT) => {
  const { ask } = nextSteps({ ...rules, ...over }, stations, at)
  return stations.map(({ updateId }, index) => (ask.includes(updateId) ? index : -1)).filter((index) => index >= 0)
}

describe('F-30 waves', () => {
  test('the first is asked whole, and nothing of the next', () => {
    expect(asked([one(), one(), one({ wave: 2 })])).toEqual([0, 1])
  })
  test('the next waits while something of the first is under way, on its way included', () => {
    expect(asked([one({ stage: 'installed' }), one({ stage: 'installing' }), one({ wave: 2 })])).toEqual([])
    expect(asked([one({ stage: 'installed' }), one({ isOnItsWay: true }), one({ wave: 2 })])).toEqual([])
  })
  test('the next opens when the first has come to an end, failed or not', () => {
    expect(asked([one({ stage: 'installed' }), one({ stage: 'failed' }), one({ wave: 2 })])).toEqual([2])
  })
  test.each([
    ['offline', { isOnline: false }],
    ['charging', { isCharging: true }],
    ['busy with another update', { isBusy: true }],
  ])('who is %s waits and holds nobody up', (_word, over) => {
    expect(asked([one(over), one({ stage: 'installed' }), one({ wave: 2 })])).toEqual([2])
    expect(asked([one(over), one()])).toEqual([1])
  })
  test('stragglers are asked when they can be, never more than a wave at once', () => {
    expect(asked([one(), one({ stage: 'installed' }), one({ wave: 2, stage: 'asked' }), one({ wave: 2 })])).toEqual([0])
    const full = [one(), one({ wave: 2, stage: 'asked' }), one({ wave: 2, stage: 'downloading' })]
    expect(asked(full)).toEqual([])
  })
})

describe('F-31 the window', () => {
  const window = { from: '22:00', to: '05:00' }
  test.each([
    ['02:00 local', '2026-11-20T01:00:00Z', [0]],
    ['21:59 local', '2026-11-20T20:59:00Z', []],
    ['22:00 local', '2026-11-20T21:00:00Z', [0]],
    ['05:00 local is outside', '2026-11-20T04:00:00Z', []],
    ['noon', '2026-11-20T11:00:00Z', []],
  ])('%s', (_word, at, expected) => {
    expect(asked([one()], { window }, new Date(at))).toEqual(expected)
  })
  test('is the station’s own, wherever it stands', () => {
    expect(asked([one({ timeZone: 'America/Montreal' }), one()], { window })).toEqual([1])
  })
})

describe('F-32 the end', () => {
  test('so many failures stop it', () => {
    const bad = [one({ stage: 'failed' }), one({ stage: 'failed' }), one({ wave: 2 })]
    expect(nextSteps(rules, bad, NIGHT)).toEqual({ ask: [], alreadyThere: [], isTooBad: true, isDone: false })
  })
  test('one fewer does not', () => {
    expect(nextSteps(rules, [one({ stage: 'failed' }), one()], NIGHT).isTooBad).toBe(false)
  })
  test('done when each has come to an end, also when many failed at the last', () => {
    const over = [one({ stage: 'installed' }), one({ stage: 'failed' }), one({ stage: 'failed' })]
    expect(nextSteps(rules, over, NIGHT)).toMatchObject({ isDone: true, isTooBad: false })
    expect(nextSteps(rules, [one({ isOnline: false })], NIGHT).isDone).toBe(false)
  })
  test('who has the version already is not asked', () => {
    const [there, other] = [one({ version: 'V2.0 ' }), one()]
    expect(nextSteps(rules, [there, other], NIGHT)).toMatchObject({
      ask: [other.updateId],
      alreadyThere: [there.updateId],
      isDone: false,
    })
    expect(nextSteps(rules, [there], NIGHT)).toMatchObject({ isDone: true })
  })
})
