import { describe, expect, it } from 'vitest'
import { formatAgo, formatDate, formatDuration, formatKw, formatKwh, formatMoney, formatWritten } from './format-values'

/** Intl writes no-break spaces of several kinds; what kind is the runtime's business. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ')

describe('figures in words', () => {
  it.each([
    [formatKwh(12_345, 'sv'), '12,35'],
    [formatKwh('1234567.5', 'sv', 1), '1 234,6'],
    [formatKwh(0, 'en'), '0.00'],
    [formatKw(11_000, 'sv'), '11,0'],
    [formatKw('49', 'en'), '0.0'],
    [formatMoney('1234.5', 'SEK', 'sv'), '1 234,50 kr'],
    [formatWritten('11204.8790', 'sv'), '11204,8790'],
    [formatWritten('11204.8790', 'en'), '11204.8790'],
    [formatDate('2026-11-20T13:05:09Z', 'sv'), '2026-11-20 14:05'],
    [formatDate('2026-11-20T13:05:09Z', 'sv', 'date-time-seconds'), '2026-11-20 14:05:09'],
    [formatDate('2026-11-20T13:05:09Z', 'en'), '20 Nov 2026, 14:05'],
    [formatDate('2026-11-20T23:30:00Z', 'sv', 'date'), '2026-11-21'],
    [formatDate('2026-11-20T13:05:09Z', 'sv', 'time', 'Europe/Helsinki'), '15:05'],
    [formatDuration(45), '45 s'],
    [formatDuration(-3), '0 s'],
    [formatDuration(12 * 60 + 59), '12 min'],
    [formatDuration(3900), '1 h 05 min'],
    [formatDuration(76 * 3600), '3 d 4 h'],
    [formatAgo('2026-11-20T13:00:00Z', Date.parse('2026-11-20T13:08:30Z'), 'sv'), 'för 8 min sedan'],
    [formatAgo('2026-11-20T13:00:00Z', Date.parse('2026-11-20T13:00:00Z'), 'sv'), 'nu'],
    [formatAgo('2026-11-20T13:00:02Z', Date.parse('2026-11-20T13:00:00Z'), 'sv'), 'nu'],
    [formatAgo('2026-11-18T13:00:00Z', Date.parse('2026-11-20T14:00:00Z'), 'en'), '2 days ago'],
  ])('%s', (text, expected) => {
    expect(plain(text)).toBe(expected)
  })
})
