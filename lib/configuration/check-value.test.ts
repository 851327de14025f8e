import { describe, expect, test } from 'vitest'
import { checkValue, type ValueKind } from './check-value'
import { knownKey } from './known-keys'

const kind = (over: Partial<ValueKind>): ValueKind => ({
  dataType: null,
  minLimit: null,
  maxLimit: null,
  valuesList: null,
  ...over,
})

describe('D-5 a value is looked at before it is sent', () => {
  test.each<[Partial<ValueKind>, string, string | null]>([
    [{ dataType: 'integer', minLimit: 0, maxLimit: 10 }, '10', null],
    [{ dataType: 'integer', minLimit: 0, maxLimit: 10 }, '11', 'too-large'],
    [{ dataType: 'integer', minLimit: 0 }, '-1', 'too-small'],
    [{ dataType: 'integer' }, '1.5', 'whole-number'],
    [{ dataType: 'decimal' }, '1.5', null],
    [{ dataType: 'decimal' }, '', 'number'],
    [{ dataType: 'decimal' }, 'much', 'number'],
    [{ dataType: 'dateTime' }, '2026-11-20T08:00:00Z', null],
    [{ dataType: 'dateTime' }, 'soon', 'time'],
    [{ dataType: 'OptionList', valuesList: ['A', 'B'] }, 'B', null],
    [{ dataType: 'OptionList', valuesList: ['A', 'B'] }, 'C', 'not-in-list'],
    [{ dataType: 'MemberList', valuesList: ['A', 'B'] }, 'B, A', null],
    [{ dataType: 'SequenceList', valuesList: ['A', 'B'] }, 'A,C', 'not-in-list'],
    [{ dataType: 'string', maxLimit: 3 }, 'long', 'too-large'],
    [{}, 'anything', null],
  ])('%j %s: %s', (over, value, expected) => {
    expect(checkValue(kind(over), value)).toBe(expected)
  })
})

test('D-34 keys of 1.6 are known by the standard, a maker’s own by the table of quirks', () => {
  const other = { vendor: null, model: null }
  expect(knownKey(other, 'heartbeatinterval')).toEqual({ dataType: 'integer', unit: 's', minLimit: 0 })
  expect(knownKey(other, 'MaxAvailableCurrent')).toBeNull()
  expect(knownKey({ vendor: 'Keba AG', model: 'P30' }, 'maxavailablecurrent')).toMatchObject({ unit: 'mA' })
})
