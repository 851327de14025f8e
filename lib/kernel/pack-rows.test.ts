import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packRows, type Shape, unpackRows } from './pack-rows'

interface Row {
  readonly id: string
  readonly note: string | null
  readonly place: { readonly x: number; readonly isOpen: boolean }
  readonly parts: readonly { readonly n: number; readonly word: string }[]
  readonly extra: Readonly<Record<string, number>> | null
}
const SHAPE: Shape<Row> = {
  id: true,
  note: true,
  place: { x: true, isOpen: true },
  parts: [{ n: true, word: true }],
  extra: true,
}

const row = fc.record<Row>({
  id: fc.string(),
  note: fc.option(fc.string()),
  place: fc.record({ x: fc.integer(), isOpen: fc.boolean() }),
  parts: fc.array(fc.record({ n: fc.integer(), word: fc.string() })),
  extra: fc.option(fc.constant({ '0': 1 })),
})

test('rows come back as they were', () => {
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      expect(unpackRows(packRows(rows, SHAPE), SHAPE)).toEqual(rows)
    }),
  )
})

test('no key travels', () => {
  const packed = packRows(
    [{ id: 'a', note: null, place: { x: 1, isOpen: true }, parts: [{ n: 1, word: 'w' }], extra: null }],
    SHAPE,
  )
  expect(packed).toBe('[["a",null,[1,true],[[1,"w"]],null]]')
})
