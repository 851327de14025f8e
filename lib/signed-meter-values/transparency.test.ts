import { expect, test } from 'vitest'
import { aMeter, aPayload } from './testing/a-meter'
import { transparencyText, transparencyXml } from './transparency'

const meter = aMeter()
const text = meter.signs(aPayload(1, 'B', '1.10', { CI: 'a<b & "c"' }).replace('"FV"', '\r\n"FV"'))
const value = (data: string, over: object = {}) => ({
  context: 'Transaction.Begin',
  data: Buffer.from(data),
  encoding: 'OCMF',
  publicKey: meter.publicKey,
  ...over,
})

/** As a reader of XML gives the text back. */
const unescaped = (xml: string) => xml.replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))

test('M-15 the file for the transparency software holds exactly what was signed, and the key', () => {
  const xml = transparencyXml('4711', [value(Buffer.from(text).toString('hex'))])
  expect(xml).toContain('<value transactionId="4711" context="Transaction.Begin">')
  expect(xml).not.toContain('\r')
  const [, held = ''] = /<signedData format="OCMF" encoding="plain">(.*?)<\/signedData>/s.exec(xml) ?? []
  expect(unescaped(held)).toBe(text)
  expect(xml).toContain(`<publicKey encoding="hex">${meter.publicKey}</publicKey>`)
})

test('M-15 other formats stand in it as they came', () => {
  const xml = transparencyXml('1', [value('AP;0;3', { encoding: 'ALFEN', publicKey: null })])
  expect(xml).toContain(
    `<signedData format="ALFEN" encoding="base64">${Buffer.from('AP;0;3').toString('base64')}</signedData>`,
  )
  expect(xml).not.toContain('publicKey')
})

test('M-15 the raw text of one value is its bytes, of more a line each', () => {
  expect(transparencyText([value(text)]).toString()).toBe(text)
  expect(transparencyText([value('OCMF|{}|{}'), value('OCMF|1|2')]).toString()).toBe('OCMF|{}|{}\nOCMF|1|2\n')
})
