import { createPublicKey, getCurves } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { CURVES } from './curves'
import { judgeReading } from './judge-reading'
import { readPublicKey } from './public-key'
import { aMeter, aPayload } from './testing/a-meter'
import { PUBLIC_RECORDS } from './testing/public-records'

const operator = (publicKey: string) => ({ publicKey, source: 'operator' as const })
const station = (publicKey: string) => ({ publicKey, source: 'station' as const })
const VERIFIED = { verdict: 'verified', detail: 'operator-key' }

test('this Node knows every curve', () => {
  expect(getCurves()).toEqual(expect.arrayContaining(CURVES.map(({ node }) => node)))
})

describe.each(PUBLIC_RECORDS)('M-11 published: $name', ({ curve, publicKey, texts }) => {
  test(`is verified on ${curve}`, () => {
    expect(readPublicKey(publicKey)?.curve.name).toBe(curve)
    for (const text of texts) expect(judgeReading(Buffer.from(text), [operator(publicKey)])).toEqual(VERIFIED)
  })

  test('fails with a digit changed', () => {
    const forged = (texts[0] as string).replace(
      /("RV"\s*:\s*"?\s*)(\d)/,
      (_, before, digit) => `${before}${(Number(digit) + 1) % 10}`,
    )
    expect(forged).not.toBe(texts[0])
    expect(judgeReading(Buffer.from(forged), [operator(publicKey)])).toEqual({ verdict: 'failed', detail: 'signature' })
  })
})

describe.each(CURVES)('M-11 $name', ({ name }) => {
  const meter = aMeter(name)
  const text = meter.signs(aPayload(1, 'B', '1.10'))
  const key = [operator(meter.publicKey)]

  test('its signatures are verified, however they and the key are written', () => {
    const spki = Buffer.from(meter.publicKey, 'hex')
    const point = spki.subarray(-2 * meter.curve.bytes)
    const pem = createPublicKey({ key: spki, format: 'der', type: 'spki' }).export({ type: 'spki', format: 'pem' })
    const oca = `oca:base16:asn1:${meter.publicKey}`
    const ways = [
      spki.toString('base64'),
      meter.publicKey.toUpperCase().replaceAll(/(..)/g, '$1 '),
      String(pem),
      oca,
      Buffer.from(oca).toString('base64'),
      point.toString('hex'),
      `04${point.toString('hex')}`,
    ]
    for (const way of ways) expect(judgeReading(Buffer.from(text), [operator(way)]), way).toEqual(VERIFIED)
    const payload = aPayload(1, 'B', '1.10')
    expect(judgeReading(Buffer.from(meter.signs(payload, { encoding: 'base64' })), key)).toEqual(VERIFIED)
    expect(judgeReading(Buffer.from(meter.signs(payload, { bare: true })), key)).toEqual(VERIFIED)
  })

  test('a byte changed anywhere in what was signed fails', () => {
    const bytes = Buffer.from(text)
    const end = bytes.lastIndexOf('|')
    for (let at = 5; at < end; at += 7) {
      const forged = Buffer.from(bytes)
      forged[at] = (forged[at] as number) ^ 1
      const { verdict, detail } = judgeReading(forged, key)
      expect([verdict, ['signature', 'broken'].includes(detail)], `byte ${at}`).toEqual(['failed', true])
    }
  })

  test('the same numbers written anew fail: blanks and digits are signed too', () => {
    for (const anew of [text.replace('1.10', '1.1'), text.replace('{"FV"', '{ "FV"')])
      expect(judgeReading(Buffer.from(anew), key)).toEqual({ verdict: 'failed', detail: 'signature' })
  })

  test('another meter of the same curve did not sign it', () => {
    const other = [operator(aMeter(name).publicKey)]
    expect(judgeReading(Buffer.from(text), other)).toEqual({ verdict: 'failed', detail: 'signature' })
  })
})

describe('M-12 which key counts', () => {
  const meter = aMeter()
  const sent = Buffer.from(meter.signs(aPayload(1, 'B', '1.0')))
  const wrong = aMeter().publicKey

  test.each([
    ['none is known', [], 'unknown', 'no-key'],
    ['the station sent it', [station(meter.publicKey)], 'verified', 'station-key'],
    ['an operator set it', [station(wrong), operator(meter.publicKey)], 'verified', 'operator-key'],
    ['an operator set another', [station(meter.publicKey), operator(wrong)], 'failed', 'other-key'],
    ['one of two an operator set', [operator(wrong), operator(meter.publicKey)], 'verified', 'operator-key'],
    ['it is no key', [operator('not a key')], 'unknown', 'unreadable-key'],
    ['it is of another curve', [operator(aMeter('secp384r1').publicKey)], 'failed', 'signature'],
  ])('%s', (_name, keys, verdict, detail) => {
    expect(judgeReading(sent, keys)).toEqual({ verdict, detail })
  })

  test('a method that is not the key’s curve fails although the signature fits', () => {
    const relabelled = Buffer.from(sent.toString().replace('secp256r1', 'secp256k1'))
    expect(judgeReading(relabelled, [operator(meter.publicKey)])).toEqual({ verdict: 'failed', detail: 'method' })
  })
})

describe('M-10 how stations wrap it', () => {
  const meter = aMeter()
  const text = meter.signs(aPayload(1, 'B', '1.0'))
  const base64 = Buffer.from(text).toString('base64')

  test.each([
    ['plain text', text],
    ['with line breaks around it', `\n  ${text}\n`],
    ['hex digits', Buffer.from(text).toString('hex')],
    ['base64', base64],
    ['hex of base64', Buffer.from(base64).toString('hex')],
    ['the structure of OCPP 2.x as text', JSON.stringify({ signedMeterData: base64, encodingMethod: 'OCMF' })],
  ])('%s', (_name, sent) => {
    expect(judgeReading(Buffer.from(sent), [operator(meter.publicKey)])).toEqual(VERIFIED)
  })

  test.each([
    ['another format', 'AP;0;3;ALCV3ABBBISHMA2RYEGAZE3HV5YQBQRAEHAZEAAA', 'unknown', 'format'],
    ['nothing', '', 'unknown', 'format'],
    [
      'a signature method of RSA',
      `${text.replace('ECDSA-secp256r1-SHA256', 'RSASSA-PSS-SHA256')}`,
      'unknown',
      'format',
    ],
    ['a record cut short', text.slice(0, 80), 'failed', 'broken'],
    ['a third part', `${text}|{}`, 'failed', 'broken'],
    ['no signature', text.replace(/"SD":"[^"]+"/, '"SD":""'), 'failed', 'signature'],
  ])('%s', (_name, sent, verdict, detail) => {
    expect(judgeReading(Buffer.from(sent), [operator(meter.publicKey)])).toEqual({ verdict, detail })
  })
})
