import { expect, test } from 'vitest'
import { causeTitles, causeWords } from '@/lib/faults/cause-titles'
import { causeTitleOf } from './cause-title-of'

const { titles } = causeTitles([], 'sv')
const told = (cause: string, locale = 'sv') => causeTitleOf({ cause, causeWords: causeWords(cause) }, titles, locale)

test.each(['CX017', 'abb:0x0101', 'zaptec:0', 'uec:F101'].filter((cause) => causeWords(cause) !== null))(
  'a fault of %s that comes while a page is open is called by its name, not its code, in the page’s language',
  (cause) => {
    expect(titles[cause]).toBeUndefined()
    expect(told(cause)).toBe(causeTitles([cause], 'sv').titles[cause])
    expect(told(cause, 'en')).toBe(causeTitles([cause], 'en').titles[cause])
  },
)

test('what every page knows by heart does not travel along, and nobody’s code has no name', () => {
  expect([causeWords('GroundFailure'), causeWords('offline'), causeWords('unknown'), causeWords('no such')]).toEqual([
    null,
    null,
    null,
    null,
  ])
  expect(told('GroundFailure')).toBe(titles.GroundFailure)
  expect(told('no such')).toBeNull()
  expect(causeWords('CX017')).toMatchObject({ isHarmless: false })
})
