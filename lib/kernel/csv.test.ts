import { describe, expect, it } from 'vitest'
import { csvRow, csvStyle } from './csv'

const sv = csvStyle('sv')
const en = csvStyle('en')

describe('csvRow', () => {
  it('writes numbers as the language’s spreadsheet reads them', () => {
    expect(csvRow([1.5, '48.15', -2, '007', null, undefined], sv)).toBe('1,5;48,15;-2;007;;\r\n')
    expect(csvRow([1.5, '48.15'], en)).toBe('1.5,48.15\r\n')
  })

  it('quotes what would break the row', () => {
    expect(csvRow(['a;b', 'a,b', 'say "hi"', 'two\nlines'], sv)).toBe('"a;b";a,b;"say ""hi""";"two\nlines"\r\n')
    expect(csvRow(['a;b', 'a,b'], en)).toBe('a;b,"a,b"\r\n')
  })

  it.each(['=1+1', '+46701234567', '-x', '@SUM(A1)', '\tx', '\r=1', '＝1'])('defuses the formula %j', (text) => {
    const cell = csvRow([text], en).slice(0, -2).replace(/^"/, '')
    expect(cell.startsWith("'")).toBe(true)
  })
})
