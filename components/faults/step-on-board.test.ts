import { expect, test } from 'vitest'
import { nextCard } from './step-on-board'

const columns = [
  { stage: 'new', faults: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] },
  { stage: 'diagnosing', faults: [] },
  { stage: 'recovering', faults: [{ id: 'd' }] },
] as const

test.each([
  ['a', 'down', 'b'],
  ['a', 'up', null],
  ['c', 'down', null],
  ['a', 'right', 'd'],
  ['c', 'right', 'd'],
  ['d', 'left', 'a'],
  ['d', 'right', null],
  ['gone', 'down', null],
] as const)('from %s %s leads to %s', (id, step, next) => {
  expect(nextCard(columns, id, step)).toBe(next)
})
