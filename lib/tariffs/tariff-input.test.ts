import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tariffTermsSchema } from './tariff'
import { isSamePrice, isSimple, type TariffInput, tariffInputSchema, toPrices, toTerms } from './tariff-input'

const terms = (input: Partial<TariffInput>) =>
  toTerms(tariffInputSchema.parse({ name: 'X', pricePerKwh: '3.90', ...input }))

describe('a tariff as people write it', () => {
  const amount = fc.option(fc.integer({ min: 0, max: 9_999_999 }).map((cents) => (cents / 100).toFixed(2)))

  it('comes back from its elements as it was written, and the engine can read it', () => {
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        amount,
        fc.integer({ min: 0, max: 1440 }),
        (pricePerKwh, pricePerMinute, idlePerMinute, startFee, grace) => {
          fc.pre([pricePerKwh, pricePerMinute, idlePerMinute, startFee].some((price) => price !== null))
          const written = {
            pricePerKwh,
            pricePerMinute,
            idlePerMinute,
            idleGraceMinutes: idlePerMinute === null ? 0 : grace,
            startFee,
          }
          const made = toTerms(tariffInputSchema.parse({ name: 'X', ...written }))
          expect(tariffTermsSchema.parse(made)).toEqual(made)
          expect(toPrices(made)).toEqual(written)
        },
      ),
    )
  })

  it.each([
    ['3,90', '3.90'],
    [' 1 234,5 ', '1234.5'],
    ['0', '0'],
  ])('reads %j as %s', (written, read) => expect(toPrices(terms({ pricePerKwh: written })).pricePerKwh).toBe(read))

  it.each(['tre', '-1', '1.2.3', '1e3', '3.1234567'])('refuses %j', (written) => {
    expect(tariffInputSchema.safeParse({ name: 'X', pricePerKwh: written }).error?.issues[0]?.message).toBe(
      'not-an-amount',
    )
  })

  it('is no matter of five prices where these would round something', () => {
    const idle = (graceSeconds: number) => ({
      ...terms({}),
      elements: [{ components: [{ dimension: 'idle' as const, price: '1', graceSeconds }] }],
    })
    expect([isSimple(idle(120)), isSimple(idle(90))]).toEqual([true, false])
  })

  it('needs a price of some kind', () => {
    expect(tariffInputSchema.safeParse({ name: 'X', pricePerKwh: '' }).error?.issues[0]?.message).toBe(
      'at-least-one-price',
    )
  })
})

describe('isSamePrice', () => {
  it.each<[string, Partial<TariffInput>, boolean]>([
    ['other digits of the same number', { pricePerKwh: '3.9' }, true],
    ['a grace without an idle price', { idleGraceMinutes: 10 }, true],
    ['another price', { pricePerKwh: '3.91' }, false],
    ['one price more', { startFee: '1' }, false],
    ['a price of 0 where there was none', { startFee: '0' }, false],
    ['another VAT', { vatPercent: '12' }, false],
    ['prices without VAT', { pricesIncludeVat: false }, false],
    ['another currency', { currency: 'EUR' }, false],
  ])('%s: %j → %s', (_what, change, isSame) => expect(isSamePrice(terms({}), terms(change))).toBe(isSame))
})
