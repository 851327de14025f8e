import { expect, test } from 'vitest'
import { valuesAsText, valuesFromText } from './template-text'

test('values are written as they are read', () => {
  const values = [
    { key: 'HeartbeatInterval', value: '300' },
    { key: 'A.B[C]', value: 'x=y' },
    { key: 'CpoName', value: '' },
  ]
  expect(valuesFromText(valuesAsText(values))).toEqual({ values })
})

test('empty lines and remarks are passed over, anything else is named by its line', () => {
  expect(valuesFromText('# remark\n\n A=1 ')).toEqual({ values: [{ key: 'A', value: '1' }] })
  expect(valuesFromText('A=1\nnonsense')).toEqual({ line: 2 })
  expect(valuesFromText('=1')).toEqual({ line: 1 })
})
