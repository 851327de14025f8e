import { describe, expect, it } from 'vitest'
import { parseTokenList } from './parse-token-list'
import { maskToken } from './token'

describe('parseTokenList', () => {
  it('reads values, names and groups as spreadsheets paste them', () => {
    for (const separator of ['\t', ';', ',']) {
      const text =
        ['value', 'name', 'group'].join(separator) +
        `\n04A2B3${separator}"Anna ""A"" Ek"${separator}fleet\r\n\n04FFEE\n`
      expect(parseTokenList(text)).toEqual([
        {
          line: 2,
          value: '04A2B3',
          token: { value: '04A2B3', name: 'Anna "A" Ek', groupName: 'fleet' },
          problem: null,
        },
        { line: 4, value: '04FFEE', token: { value: '04FFEE', name: '', groupName: '' }, problem: null },
      ])
    }
  })

  it('says which rows cannot be tokens and why', () => {
    const rows = parseTokenList(`;no value\n${'x'.repeat(256)}\n04aa\n04AA\nkört`)
    expect(rows.map((row) => [row.line, row.problem])).toEqual([
      [1, 'required'],
      [2, 'too-long'],
      [3, null],
      [4, 'repeated'],
      [5, 'not-printable'],
    ])
  })
})

describe('maskToken', () => {
  it.each([
    ['04A2B3C4D5E6F7', '04A2••••E6F7'],
    ['04A2B3', '04••••B3'],
    ['AB', '••••'],
  ])('%s becomes %s', (value, masked) => expect(maskToken(value)).toBe(masked))
})
