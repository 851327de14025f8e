import { expect, it } from 'vitest'
import { placeNumber, rowId } from './row-id'

it.each(['17', 17n, 17])('%s is an id', (said) => expect(rowId.parse(said)).toBe(17n))

it.each(['', '0', '-1', '9'.repeat(19), '1.5', 'one', {}, null, undefined])('%s is none', (said) =>
  expect(rowId.safeParse(said).error?.issues[0]?.message).toBe('not-an-id'),
)

it.each([-1, 10_001, 2 ** 40, 1.5, '1'])('%s is no number of an outlet', (said) =>
  expect(placeNumber.safeParse(said).success).toBe(false),
)
