import { describe, expect, it } from 'vitest'
import { ageOf } from './aging'
import { daysBetween, localDate, plusDays } from './due-date'
import { lateInterest } from './interest'

describe('calendar days', () => {
  it('are added across months, years and changes of the clock', () => {
    expect(plusDays('2026-12-15', 30)).toBe('2027-01-14')
    expect(plusDays('2026-10-24', 2)).toBe('2026-10-26')
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
  })

  it('are those of the place', () => {
    expect(localDate(new Date('2026-06-30T22:30:00Z'), 'Europe/Stockholm')).toBe('2026-07-01')
  })
})

describe('interest', () => {
  it('is counted by the day and rounded once', () => {
    // 1 000 kr at 10 % for 73 days is a fifth of 100.
    expect(lateInterest('1000', '10', '2026-01-01', '2026-03-15', 'SEK').toFixed(2)).toBe('20.00')
    expect(lateInterest('99.99', '8', '2026-01-01', '2026-01-02', 'SEK').toFixed(2)).toBe('0.02')
  })

  it('is none on or before the due date', () => {
    expect(lateInterest('1000', '10', '2026-01-10', '2026-01-10', 'SEK').toFixed(2)).toBe('0.00')
    expect(lateInterest('1000', '10', '2026-01-10', '2026-01-01', 'SEK').toFixed(2)).toBe('0.00')
  })
})

describe('age', () => {
  it.each([
    ['2026-11-20', 'not-due'],
    ['2026-11-19', '1-30'],
    ['2026-10-21', '1-30'],
    ['2026-10-20', '31-60'],
    ['2026-09-20', '61-90'],
    ['2026-08-21', 'over-90'],
  ])('due %s is %s on the twentieth of November', (due, age) => {
    expect(ageOf(due, '2026-11-20')).toBe(age)
  })
})
