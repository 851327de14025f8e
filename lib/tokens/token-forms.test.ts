import { describe, expect, test } from 'vitest'
import type { SaidToken } from '../sessions/session-message'
import { knownToken, sixByteToken, tokenForms } from './token-forms'

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

describe('T-24 one car, one contract, however it is written', () => {
  const mac = (value: string) => card(value, { type: 'mac' })
  const emaid = (value: string) => card(value, { type: 'emaid' })
  test.each([
    ['an address with colons, entered bare', mac('aa:bb:cc:dd:ee:ff'), 'AABBCCDDEEFF'],
    ['bare, entered with colons', mac('AABBCCDDEEFF'), 'AA:BB:CC:DD:EE:FF'],
    ['with hyphens, entered as a 1.6 station says it', mac('AA-BB-CC-DD-EE-FF'), 'VID:AABBCCDDEEFF'],
    ['as a 1.6 station says it, entered bare', mac('VID:aabbccddeeff'), 'AABBCCDDEEFF'],
    ['eight bytes', mac('00:B0:52:FF:FE:00:00:01'), '00B052FFFE000001'],
    ['a contract without hyphens', emaid('SELADC1234567A5'), 'SE-LAD-C1234567A-5'],
    ['a contract with hyphens', emaid('se-lad-c1234567a-5'), 'SELADC1234567A5'],
    ['a contract whose check digit is left out', emaid('SELADC1234567A'), 'SE-LAD-C1234567A-5'],
    ['a contract entered without check digit', emaid('SE-LAD-C1234567A-5'), 'SELADC1234567A'],
  ])('%s', (_name, shown, entered) => {
    expect(knownToken(shown, known(entered, 'ANOTHER'))).toBe(entered)
  })

  test('another car, another contract, a card: only themselves', () => {
    expect(knownToken(mac('aa:bb:cc:dd:ee:fe'), known('AABBCCDDEEFF'))).toBeUndefined()
    expect(knownToken(emaid('SELADC1234567B5'), known('SELADC1234567A5'))).toBeUndefined()
    expect(knownToken(emaid('SELADC1234567A6'), known('SELADC1234567A5'))).toBeUndefined()
    for (const value of ['AABBCCDDEEFF', 'SELADC1234567A5']) expect(tokenForms(card(value))).toEqual([value])
    for (const odd of [mac('my car'), emaid('contract 7')]) expect(tokenForms(odd)).toHaveLength(1)
  })

  test('as entered before other spellings', () => {
    expect(knownToken(mac('AABBCCDDEEFF'), known('AA:BB:CC:DD:EE:FF', 'AABBCCDDEEFF'))).toBe('AABBCCDDEEFF')
  })
})
