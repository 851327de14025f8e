import { expect, test } from 'vitest'
import { cutText } from './cut-text'

test.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'abc'],
  ['ab😀', 3, 'ab'],
  ['ab😀', 4, 'ab😀'],
  ['😀', 1, ''],
  ['', 5, ''],
] as const)('%j cut to %d is %j', (text, length, cut) => {
  expect(cutText(text, length)).toBe(cut)
})
