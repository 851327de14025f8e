import { expect, test } from 'vitest'
import { columns, quoted } from './array-columns'
import { pool } from './client'

const ODD = [
  '',
  'NULL',
  'a,b',
  '{}',
  '"',
  '\\',
  '\\"',
  "'",
  ' x ',
  'line\nbreak\ttab',
  'åäö 漢字 😀',
  '{"a":"\\u0041\\n"}',
  'x'.repeat(70_000),
]

test('any text arrives as it was, beside numbers and nothing', async () => {
  const rows = ODD.map((text, index) => ({ text, index }))
  const values = columns(rows, [
    ({ text }) => quoted(text),
    ({ index }) => (index % 2 === 0 ? null : BigInt(index)),
    ({ index }) => index / 4,
  ])
  const { rows: back } = await pool().query(
    'SELECT * FROM unnest($1::text[], $2::bigint[], $3::real[]) AS x(t, n, r)',
    values,
  )
  expect(back.map((row) => row.t)).toEqual(ODD)
  expect(back.map((row) => row.n)).toEqual(rows.map(({ index }) => (index % 2 === 0 ? null : String(index))))
  expect(back.map((row) => row.r)).toEqual(rows.map(({ index }) => index / 4))
})

test('half a surrogate pair does not cost the rest', async () => {
  const { rows } = await pool().query('SELECT unnest($1::text[]) AS t', columns(['ok', 'half \ud83d'], [quoted]))
  expect(rows).toEqual([{ t: 'ok' }, { t: 'half \ufffd' }])
})

test('no rows are empty arrays', async () => {
  expect((await pool().query('SELECT * FROM unnest($1::text[])', columns([], [quoted]))).rows).toEqual([])
})
