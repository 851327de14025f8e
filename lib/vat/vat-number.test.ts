import { expect, test } from 'vitest'
import { vatNumberForm } from './vat-number'

test.each([
  ['SE556703748501', 'possible'],
  ['se 556703-7485 01', 'possible'],
  ['SE556703748601', 'impossible'],
  ['SE556703748502', 'impossible'],
  ['SE5567037485', 'impossible'],
  ['DE136695976', 'possible'],
  ['DE136695978', 'impossible'],
  ['DK13585628', 'possible'],
  ['DK13585629', 'impossible'],
  ['FI20774740', 'possible'],
  ['FI20774741', 'impossible'],
  ['NO923609016MVA', 'possible'],
  ['NO923609017', 'impossible'],
  ['NL004495445B01', 'possible'],
  ['FR40303265045', 'possible'],
  ['ATU1234567', 'impossible'],
  ['US123', 'unknown-country'],
  ['', 'unknown-country'],
  ['__proto__', 'unknown-country'],
] as const)('the form of %s is %s', (number, form) => {
  expect(vatNumberForm(number)).toBe(form)
})
