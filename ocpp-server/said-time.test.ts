import { describe, expect, test } from 'vitest'
import { saidTime } from './said-time'

const RECEIVED = new Date('2026-11-20T08:00:00.000Z')
const read = (value: string | undefined, zone = 'UTC', receivedAt = RECEIVED) => {
  const { at, doubt } = saidTime(value, receivedAt, zone)
  return [at.toISOString(), doubt]
}
const STOCKHOLM = 'Europe/Stockholm'

describe('T-10 … T-14 timestamps', () => {
  test.each([
    ['2026-11-20T07:59:00Z', '2026-11-20T07:59:00.000Z'],
    ['2026-11-20T07:59:00.5Z', '2026-11-20T07:59:00.500Z'],
    ['2026-11-20T07:59:00.123456789Z', '2026-11-20T07:59:00.123Z'],
    ['2026-11-20T08:59:00+01:00', '2026-11-20T07:59:00.000Z'],
    ['2026-11-20T08:59:00+0100', '2026-11-20T07:59:00.000Z'],
    ['2026-11-20T03:29:00-04:30', '2026-11-20T07:59:00.000Z'],
    ['2026-11-20t07:59:00z', '2026-11-20T07:59:00.000Z'],
    ['2026-11-20 07:59', '2026-11-20T07:59:00.000Z'],
    [' 2026-11-20T07:59:00 ', '2026-11-20T07:59:00.000Z'],
    ['1795161540', '2026-11-20T07:59:00.000Z'],
    ['1795161540000', '2026-11-20T07:59:00.000Z'],
    ['2026-11-20T08:04:59Z', '2026-11-20T08:04:59.000Z'], // a clock a little fast
  ])('T-10 %s is read', (value, at) => {
    expect(read(value)).toEqual([at, null])
  })

  test.each([
    [undefined, 'missing'],
    ['', 'missing'],
    ['soon', 'unreadable'],
    ['2026-02-30T10:00:00Z', 'unreadable'],
    ['2026-11-20T25:00:00Z', 'unreadable'],
    ['0000-00-00T00:00:00Z', 'unreadable'],
    ['1970-01-01T00:00:10Z', 'before-2015'],
    ['2000-01-01T00:00:10Z', 'before-2015'],
    ['2026-11-20T09:00:00Z', 'future'],
    ['9999-12-31T23:59:59Z', 'future'],
  ])('T-13 %s cannot be used: the receive time stands', (value, doubt) => {
    expect(read(value)).toEqual([RECEIVED.toISOString(), doubt])
  })

  test('T-14 what was said is kept, so that a repeated message is known', () => {
    expect(saidTime('1970-01-01T00:00:10Z', RECEIVED, 'UTC').said).toBe('1970-01-01T00:00:10Z')
    expect(saidTime(undefined, RECEIVED, 'UTC').said).toBeNull()
  })

  test.each([
    ['winter', '2026-11-20T08:59:00', '2026-11-20T07:59:00.000Z', '2026-11-20T08:00:00Z'],
    ['summer', '2026-07-20T09:59:00.25', '2026-07-20T07:59:00.250Z', '2026-07-20T08:00:00Z'],
    [
      'autumn’s repeated hour, heard the first time',
      '2026-10-25T02:30:00',
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T00:30:01Z',
    ],
    [
      'autumn’s repeated hour, heard the second time',
      '2026-10-25T02:30:00',
      '2026-10-25T01:30:00.000Z',
      '2026-10-25T01:30:01Z',
    ],
    ['spring’s skipped hour', '2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z', '2026-03-29T01:31:00Z'],
  ])('T-12 without a zone it is the station’s local time: %s', (_when, value, at, received) => {
    expect(read(value, STOCKHOLM, new Date(received))).toEqual([at, null])
  })

  test('T-12 a zone nobody knows is UTC', () => {
    expect(read('2026-11-20T07:59:00', 'Mars/Olympus')).toEqual(['2026-11-20T07:59:00.000Z', null])
  })
})
