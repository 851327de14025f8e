import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBankgiro, formatPlusgiro, plainBankgiro, plainPlusgiro } from './giro'
import { isLuhn, luhnDigit } from './luhn'
import { isOcr, makeOcr } from './ocr'
import { formatOrgNumber, isOrgNumber, isPersonNumber, plainOrgNumber, vatNumberOf } from './org-number'

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((list) => list.join(''))

describe('the check digit', () => {
  it('is found in every number that was given one, and never in one with another digit changed', () => {
    fc.assert(
      fc.property(digits(1, 24), fc.nat(), fc.integer({ min: 1, max: 9 }), (body, at, step) => {
        const whole = `${body}${luhnDigit(body)}`
        const place = at % whole.length
        const other = [...whole]
        other[place] = String((Number(other[place]) + step) % 10)
        expect(isLuhn(whole)).toBe(true)
        expect(isLuhn(other.join(''))).toBe(false)
      }),
    )
  })

  it.each(['', '0', '12a', '-18'])('is not in %j', (text) => expect(isLuhn(text)).toBe(false))
})

describe('OCR references', () => {
  it.each([
    ['1234567', '12345674', '123456790'],
    ['2026000123', '20260001233', '202600012324'],
    ['99999', '999995', '9999970'],
  ])('of %s are %s, and %s with the length', (number, hard, length) => {
    expect(makeOcr(number, { level: 'hard' })).toBe(hard)
    expect(makeOcr(number, { level: 'soft' })).toBe(hard)
    expect(makeOcr(number, { level: 'length' })).toBe(length)
    expect(isOcr(length, { level: 'length' })).toBe(true)
    expect(
      isOcr(
        hard.replace(/.$/, (last) => String((Number(last) + 1) % 10)),
        { level: 'hard' },
      ),
    ).toBe(false)
  })

  it('fill up to an agreed length, and refuse what fits none', () => {
    const check = { level: 'fixed', lengths: [12, 8] } as const
    expect(makeOcr('1234567', check)).toBe('12345674')
    expect(makeOcr('12345678', check)).toHaveLength(12)
    expect(makeOcr('123456789012', check)).toBeNull()
    expect(isOcr('12345674', check)).toBe(true)
    expect(isOcr('999995', check)).toBe(false)
  })

  it('are never longer than 25 digits', () => {
    expect(makeOcr('1'.repeat(24), { level: 'hard' })).toHaveLength(25)
    expect(makeOcr('1'.repeat(25), { level: 'hard' })).toBeNull()
    expect(makeOcr('1'.repeat(24), { level: 'length' })).toBeNull()
    expect(makeOcr('INV-1', { level: 'hard' })).toBeNull()
  })

  it('that are made are taken, whatever the agreement', () => {
    fc.assert(
      fc.property(digits(1, 20), (number) => {
        for (const level of ['soft', 'hard', 'length'] as const) {
          expect(isOcr(makeOcr(number, { level })!, { level })).toBe(true)
        }
      }),
    )
  })
})

describe('giro numbers', () => {
  it('are read with and without their hyphens', () => {
    expect(plainBankgiro('160-9908')).toBe('1609908')
    expect(plainBankgiro('5050-1055')).toBe('50501055')
    expect(plainBankgiro('160-9909')).toBeNull()
    expect(plainBankgiro('123456')).toBeNull()
    expect(plainPlusgiro('28 65 43-4')).toBe('2865434')
    expect(plainPlusgiro('28 65 43-5')).toBeNull()
  })

  it('are written as printed', () => {
    expect(formatBankgiro('1609908')).toBe('160-9908')
    expect(formatBankgiro('50501055')).toBe('5050-1055')
    expect(formatPlusgiro('2865434')).toBe('28 65 43-4')
    expect(formatBankgiro('nonsense')).toBe('nonsense')
  })
})

describe('organisation numbers', () => {
  it.each(['556047-3521', '5560473521', '165560473521', '16556047-3521'])('%s is read', (value) =>
    expect(plainOrgNumber(value)).toBe('5560473521'),
  )

  it.each(['556047-3522', '55604735', 'AB5560473521', ''])('%j is none', (value) =>
    expect(isOrgNumber(value)).toBe(false),
  )

  it('give a VAT number and a printed form, and tell persons from companies', () => {
    expect(vatNumberOf('556047-3521')).toBe('SE556047352101')
    expect(formatOrgNumber('5560473521')).toBe('556047-3521')
    expect(isPersonNumber('556047-3521')).toBe(false)
    expect(isPersonNumber('811218-9876')).toBe(true)
  })
})
