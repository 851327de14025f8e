import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ownReason } from './own-reason'

test.each([
  ['CentralSystemRefusedStation', 'wrong or missing password', 'password', ''],
  ['CentralSystemRefusedStation', 'this station must come with security profile 2', 'profile', '2'],
  ['CentralSystemRefusedStation', 'its certificate does not count: wrong-station', 'wrong-station', ''],
  ['InvalidCertificateRequest', 'weak-key', 'weak-key', ''],
])('what we refused is said in the reader’s language: %s, %s', (event, why, reason, profile) => {
  expect(ownReason(event, why)).toEqual({ reason, profile })
})

test('what a station says stays as it said it, and so does what we do not know', () => {
  expect(ownReason('InvalidMessages', 'weak-key')).toBeNull()
  expect(ownReason('InvalidCertificateRequest', 'of tomorrow')).toBeNull()
  expect(ownReason('CentralSystemRefusedStation', 7)).toBeNull()
})

// The sentences are written where stations are refused: another wording there would come through in English.
test('the sentences are the gateway’s', () => {
  const source = readFileSync(new URL('../../ocpp-server/admission.ts', import.meta.url), 'utf8')
  for (const sentence of [
    `'wrong or missing password'`,
    '`its certificate does not count: $',
    '`this station must come with security profile $',
  ])
    expect(source).toContain(sentence)
})
