import { describe, expect, it } from 'vitest'
import { chooseLocale } from './locales'

describe('the reader’s language', () => {
  it.each([
    ['sv', 'en-GB', 'sv'],
    ['xx', 'sv-SE,sv;q=0.9', 'sv'],
    [undefined, 'de-DE,de;q=0.9,en;q=0.5,sv;q=0.4', 'en'],
    [undefined, 'en;q=0.1, sv;q=0.8', 'sv'],
    [undefined, 'sv;q=0, de', 'en'],
    [undefined, null, 'en'],
    [undefined, ';;;,', 'en'],
  ])('chosen %s, browser %s → %s', (chosen, header, locale) => {
    expect(chooseLocale(chosen, header)).toBe(locale)
  })
})
