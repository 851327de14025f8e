import { describe, expect, test } from 'vitest'
import type { SaidToken } from '../sessions/session-message'
import { knownToken, sixByteToken } from './token-forms'

const card = (value: string, over: Partial<SaidToken> = {}): SaidToken => ({ value, type: 'rfid', ...over })
const known = (...values: string[]) => new Map(values.map((value) => [value, value]))

describe('D-33 a reader with six bytes', () => {
  test.each([
    ['four bytes, padded', card('04a2b3c40000'), card('04a2b3c4')],
    ['seven bytes, cut', card('04A2B3C4D5E6'), card('04A2B3C4D5E6', { isCut: true })],
    ['seven bytes, whole', card('04A2B3C4D5E6F7'), card('04A2B3C4D5E6F7')],
    ['no card number', card('DE-LAD-C12345'), card('DE-LAD-C12345')],
    ['a contract', card('04a2b3c40000', { type: 'emaid' }), card('04a2b3c40000', { type: 'emaid' })],
  ])('%s', (_name, shown, expected) => {
    expect(sixByteToken(shown)).toEqual(expected)
  })

  const cut = card('04a2b3c4d5e6', { isCut: true })
  test.each([
    ['the one card that begins so', cut, known('04A2B3C4D5E6F7', 'FF'), '04A2B3C4D5E6F7'],
    ['two that begin so: neither', cut, known('04A2B3C4D5E6F7', '04A2B3C4D5E6F8'), undefined],
    ['itself before longer ones', cut, known('04A2B3C4D5E6', '04A2B3C4D5E6F7'), '04A2B3C4D5E6'],
    ['other readers: only itself', card('04A2B3C4D5E6'), known('04A2B3C4D5E6F7'), undefined],
  ])('%s', (_name, shown, tokens, expected) => {
    expect(knownToken(shown, tokens)).toBe(expected)
  })
})
