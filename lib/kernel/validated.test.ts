import { expect, it } from 'vitest'
import { z } from 'zod'
import { validated } from './validated'

const schema = z.object({ name: z.string().max(5) })

it('gives back what the schema makes of it', () =>
  expect(validated(schema, { name: 'Kista' })).toEqual({ name: 'Kista' }))

it.each([
  ['too long a name', { name: 'too-long' }],
  ['what no database stores', { name: 'a\0b' }],
])('refuses %s and says where', (_, input) => {
  try {
    validated(schema, input)
    expect.unreachable()
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid', details: { name: expect.any(String) } })
  }
})
