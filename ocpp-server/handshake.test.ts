import { describe, expect, test } from 'vitest'
import { basicCredentials, chooseProtocol, identityFromUrl } from './handshake'

const basic = (bytes: Buffer) => `Basic ${bytes.toString('base64')}`

describe('H-1: the identity is the last part of /ocpp/<identity>, percent-decoded', () => {
  test.each([
    ['/ocpp/SE-001', 'SE-001'],
    ['/ocpp/SE%20001', null],
    ['/ocpp/K%C3%A4llan-7', 'Källan-7'],
    ['/ocpp/SE-001/', 'SE-001'],
    ['/ocpp/SE-001?token=1', 'SE-001'],
    ['/ocpp/', null],
    ['/ocpp/a/b', null],
    ['/ocpp/a%2Fb', null],
    ['/ocpp/a:b', null],
    ['/ocpp/%E0%A4%A', null],
    ['/ocpp/%00', null],
    [`/ocpp/${'x'.repeat(48)}`, 'x'.repeat(48)],
    [`/ocpp/${'x'.repeat(49)}`, null],
    ['/', null],
    [undefined, null],
  ])('%s → %s', (url, identity) => expect(identityFromUrl(url)).toBe(identity))
})

describe('H-3: Basic credentials are bytes, split at the first colon', () => {
  test('the password may hold colons and bytes that are no UTF-8', () => {
    const password = Buffer.from([0x3a, 0xff, 0x00, 0xfe])
    expect(basicCredentials(basic(Buffer.concat([Buffer.from('CP1:'), password])))).toEqual({
      username: 'CP1',
      password,
    })
  })
  test('no header is not the same as a broken one', () => {
    expect(basicCredentials(undefined)).toBeNull()
    expect(basicCredentials('Bearer abc')).toBe('malformed')
    expect(basicCredentials(basic(Buffer.from('no colon')))).toBe('malformed')
    expect(basicCredentials('Basic %%%')).toBe('malformed')
  })
})

describe("H-4: the version is the first of the station's list that we speak", () => {
  test.each([
    [['ocpp1.6'], 'ocpp1.6'],
    [['ocpp2.1', 'ocpp2.0.1', 'ocpp1.6'], 'ocpp2.1'],
    [['ocpp1.6', 'ocpp2.0.1'], 'ocpp1.6'],
    [[' OCPP1.6 '], 'ocpp1.6'],
    [['ocpp1.5', 'soap'], undefined],
    [[], undefined],
  ])('%j → %s', (offered, protocol) => expect(chooseProtocol(offered)?.protocol).toBe(protocol))

  test("it is answered in the station's own spelling", () =>
    expect(chooseProtocol(['OCPP1.6'])?.spelled).toBe('OCPP1.6'))
})
