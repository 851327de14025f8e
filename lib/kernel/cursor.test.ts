import { describe, expect, it } from 'vitest'
import { cursorId, cursorInstant, decodeCursor, encodeCursor, toPage } from './cursor'

describe('cursors', () => {
  it('come back as they were', () => {
    expect(decodeCursor(encodeCursor('2026-11-20T10:00:00.000Z', '42'), 2)).toEqual(['2026-11-20T10:00:00.000Z', '42'])
  })

  it.each([
    '',
    'x',
    '%%%',
    encodeCursor('1'),
    Buffer.from('{"a":1}').toString('base64url'),
    Buffer.from('[1,2]').toString('base64url'),
  ])('refuses %j', (cursor) =>
    expect(() => decodeCursor(cursor, 2)).toThrow(expect.objectContaining({ code: 'invalid' })),
  )

  it('refuses parts that are no id or instant', () => {
    expect(() => cursorId('1; drop')).toThrow(expect.objectContaining({ code: 'invalid' }))
    expect(() => cursorInstant('soon')).toThrow(expect.objectContaining({ code: 'invalid' }))
    expect(cursorId('7')).toBe(7n)
  })
})

describe('toPage', () => {
  it('has a next page only when a row too many was read', () => {
    const key = (row: number) => [String(row)]
    expect(toPage([1, 2, 3], 2, key)).toEqual({ rows: [1, 2], next: encodeCursor('2') })
    expect(toPage([1, 2], 2, key)).toEqual({ rows: [1, 2], next: null })
    expect(toPage([], 2, key)).toEqual({ rows: [], next: null })
  })
})
