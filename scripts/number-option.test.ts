import { expect, it } from 'vitest'
import { numberOption } from './number-option'

it('takes a whole number, or what holds without one', () => {
  expect(numberOption('frames', 5, ['node', 'fuzz', '--frames=20000'])).toBe(20_000)
  expect(numberOption('frames', 5, ['node', 'fuzz', '--frame=20000'])).toBe(5)
})

it.each(['', '0', '-1', 'abc', '1.5', '1e999'])('does not take %j', (said) =>
  expect(() => numberOption('frames', 5, [`--frames=${said}`])).toThrow('whole number'),
)
