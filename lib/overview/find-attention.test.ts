import { describe, expect, test } from 'vitest'
import type { LiveFault } from '../live/events'
import { aLiveFault } from '../live/testing/events'
import { findAttention, isWorking, troubleOf, type Watched, type WatchedStation } from './find-attention'

const connector = (evse: number, status: Watched['status'], errorCode: string | null = null) => ({
  evse,
  connector: 1,
  status,
  statusAt: `2026-01-01T10:0${evse}:00.000Z`,
  errorCode,
  vendorErrorCode: null,
})
const station = (id: string, fields: Partial<Watched> = {}): Watched => ({
  id,
  registration: 'accepted',
  online: true,
  lastSeenAt: '2026-01-01T10:00:00.000Z',
  status: 'available',
  errorCode: null,
  connectors: [connector(1, 'available'), connector(2, 'charging')],
  ...fields,
})
const row = (watched: Watched, fields: Partial<WatchedStation> = {}): WatchedStation => ({
  station: watched,
  name: `Name of ${watched.id}`,
  siteId: null,
  siteName: null,
  perHour: null,
  ...fields,
})

describe('troubleOf', () => {
  test.each<[string, Partial<Watched>, ReturnType<typeof troubleOf>]>([
    ['works', {}, null],
    ['suspended is not broken', { connectors: [connector(1, 'suspended-evse')] }, null],
    ['a faulted connector', { connectors: [connector(1, 'available'), connector(2, 'faulted')] }, 'faulted'],
    ['a fault of the whole station is not hidden by its connectors', { status: 'faulted' }, 'faulted'],
    ['out of service', { connectors: [connector(1, 'unavailable')] }, 'unavailable'],
    ['offline says more than what it said last', { online: false, status: 'faulted' }, 'offline'],
    ['never seen', { online: false, lastSeenAt: null }, 'never-connected'],
  ])('%s', (_, fields, expected) => {
    expect(troubleOf(station('A', fields))).toBe(expected)
    expect(isWorking(station('A', fields))).toBe(expected === null)
  })
})

describe('findAttention', () => {
  test('a healthy network needs nothing; a pending station is not part of it', () => {
    expect(findAttention([row(station('A')), row(station('B', { registration: 'pending', online: false }))])).toEqual(
      [],
    )
  })

  test('stations of a site that are away together are one item, with the sum of what they cost', () => {
    const at = (id: string, kr: number) =>
      row(station(id, { online: false, lastSeenAt: `2026-01-01T0${kr}:00:00.000Z` }), {
        siteId: '7',
        siteName: 'Kista',
        perHour: { '0': kr },
      })
    expect(findAttention([at('A', 2), at('B', 3)])).toMatchObject([
      {
        trouble: 'offline',
        stations: [{ id: 'A' }, { id: 'B' }],
        siteName: 'Kista',
        costPerHour: 5,
        since: '2026-01-01T02:00:00.000Z',
      },
    ])
  })

  test('a fault costs only the outlets it hits, and says which and why', () => {
    const watched = station('A', { connectors: [connector(1, 'available'), connector(2, 'faulted', 'GroundFailure')] })
    expect(findAttention([row(watched, { perHour: { '0': 30, '1': 20, '2': 10 } })])).toMatchObject([
      {
        connectors: ['2.1'],
        errorCode: 'GroundFailure',
        costPerHour: 10,
        since: '2026-01-01T10:02:00.000Z',
        stations: [{ name: 'Name of A' }],
      },
    ])
  })

  test('what costs most comes first; without history the graver trouble does', () => {
    const order = findAttention([
      row(station('idle', { connectors: [connector(1, 'unavailable')] })),
      row(station('fault', { status: 'faulted' })),
      row(station('cheap', { online: false }), { perHour: { '0': 1 } }),
      row(station('dear', { connectors: [connector(1, 'unavailable')] }), { perHour: { '0': 40 } }),
      row(station('away', { online: false })),
    ])
    expect(order.map((item) => item.stations[0]?.id)).toEqual(['dear', 'cheap', 'fault', 'away', 'idle'])
  })
})

describe('D-27 what stations themselves say is wrong', () => {
  const fault = (stationId: string, over: Partial<LiveFault> = {}): LiveFault => ({
    ...aLiveFault('1'),
    stationId,
    evse: 1,
    code: 'RCD.Tripped',
    openedAt: '2026-11-20T08:00:00.000Z',
    ...over,
  })

  test('is an alarm at a station that works, and stands with the trouble of one that does not', () => {
    const items = findAttention(
      [row(station('works')), row(station('away', { online: false }))],
      [fault('works', { severity: 5 }), fault('works', { id: '2', code: 'Grave.Problem' }), fault('away')],
    )
    expect(items.map(({ trouble, fault }) => [trouble, fault?.code])).toEqual([
      ['offline', 'RCD.Tripped'],
      ['alarm', 'Grave.Problem'],
    ])
    expect(items[1]).toMatchObject({ costPerHour: null, since: '2026-11-20T08:00:00.000Z' })
  })

  test('is not when it is over, or no more than a warning', () => {
    const closed = fault('works', { closedAt: '2026-11-20T08:01:00.000Z' })
    expect(findAttention([row(station('works'))], [closed, fault('works', { severity: 6 })])).toEqual([])
  })
})
