import { expect, test } from 'vitest'
import { type Mended, weighReasons } from './weigh-reasons'

const mended = (over: Partial<Mended> = {}): Mended => ({ closeReason: 'repaired', wrongSteps: [], parts: [], ...over })
const order = (history: readonly Mended[], cause = 'ConnectorLockFailure') =>
  weighReasons(cause, history).reasons.map(({ key }) => key)

test('without history the book’s order stands, and the likelihoods make 1', () => {
  const { reasons, learntFrom } = weighReasons('ConnectorLockFailure', [])
  expect(reasons.map(({ key }) => key)).toEqual(['plug-not-home', 'dirt-or-ice', 'lock-worn', 'controller-dead'])
  expect(reasons.reduce((sum, { likelihood }) => sum + likelihood, 0)).toBeCloseTo(1)
  expect(learntFrom).toBe(0)
})

test('what was found here moves a reason up, once is not enough', () => {
  const worn = mended({ wrongSteps: ['test-lock'], parts: ['lock-motor'] })
  expect(order([worn])[0]).toBe('plug-not-home')
  expect(order([worn, worn, worn])[0]).toBe('lock-worn')
  expect(
    weighReasons('ConnectorLockFailure', [worn, worn]).reasons.find(({ key }) => key === 'lock-worn'),
  ).toMatchObject({
    timesFound: 2,
  })
})

test('a check that several reasons share counts for each in part', () => {
  const { reasons, learntFrom } = weighReasons('ConnectorLockFailure', [mended({ wrongSteps: ['clean-connector'] })])
  expect(learntFrom).toBe(1)
  expect(reasons.filter(({ timesFound }) => timesFound > 0).map(({ key }) => key)).toEqual([
    'plug-not-home',
    'dirt-or-ice',
  ])
  expect(reasons.reduce((sum, { likelihood }) => sum + likelihood, 0)).toBeCloseTo(1)
})

test('the part that was changed tells which of them it was', () => {
  const history = [mended({ wrongSteps: ['test-contactor'], parts: ['controller'] })]
  const { reasons } = weighReasons('PowerSwitchFailure', history)
  expect(reasons.filter(({ timesFound }) => timesFound > 0).map(({ key }) => key)).toEqual(['contactor-dead'])
})

test('a restart that helped tells of software', () => {
  const recovered = mended({ closeReason: 'recovered' })
  expect(weighReasons('InternalError', [recovered]).reasons[0]).toMatchObject({ key: 'software-hang', timesFound: 1 })
})

test('a fault that went by itself, or a note without a check, teaches nothing', () => {
  expect(weighReasons('GroundFailure', [mended({ closeReason: 'over' }), mended()]).learntFrom).toBe(0)
})
