import { expect, test } from 'vitest'
import { causesNamed, causeTitles } from './cause-titles'

test('a fault that comes while a page is open has its name there, in the page’s language', () => {
  const { titles, harmless } = causeTitles(['abb:0x0101'], 'sv')
  expect(titles).toMatchObject({
    GroundFailure: expect.any(String),
    '2x:GroundIsolationProtection.*': 'Isolationsvakten har löst ut',
    offline: expect.any(String),
  })
  expect(Object.keys(titles)).not.toContain('unknown')
  expect(harmless).toContain('clock-drift')
})

test.each([
  ['jordfel', 'GroundFailure'],
  ['GROUND fault', 'GroundFailure'],
  ['anläggningen är borta', 'site-down'],
])('%s is the name of %s', (word, cause) => {
  expect(causesNamed(word)).toContain(cause)
})

test('nothing is called nonsense', () => {
  expect(causesNamed('zzzz')).toEqual([])
})
