import { expect, it } from 'vitest'
import { unstorableText } from './unstorable'

it.each([
  ['a\0b', ''],
  [{ name: '\ud800' }, 'name'],
  [{ values: [{ key: 'ok' }, { key: 'x\udc00' }] }, 'values.1.key'],
  [{ payload: { 'a\0': 1 } }, 'payload'],
])('%j cannot be stored', (input, path) => expect(unstorableText(input)).toBe(path))

it.each(['Åäö 😀\n\t', 17, null, undefined, 10n, new Date(0), Buffer.from('\0'), { a: ['', { b: true }] }])(
  '%s can',
  (input) => expect(unstorableText(input)).toBeNull(),
)

it('goes as deep as it must', () => {
  let deep: unknown = 'a\0'
  for (let level = 0; level < 100_000; level++) deep = [deep]
  expect(unstorableText(deep)).toMatch(/^0\.0\.0/)
})
