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

describe('D-27 what is known to be wrong', () => {
  const fault = (stationId: string | null, over: Partial<LiveFault> = {}): LiveFault => ({
    ...aLiveFault('1'),
    stationId,
    evse: 1,
    code: 'RCD.Tripped',
    beganAt: '2026-11-20T08:00:00.000Z',
    ...over,
  })
  const told = (items: ReturnType<typeof findAttention>) =>
    items.map(({ trouble, fault, costPerHour }) => [trouble, fault?.code ?? null, costPerHour])

  test('is one item for each fault, also of a station that works, and stands for what the station shows', () => {
    const items = findAttention(
      [row(station('works')), row(station('away', { online: false }), { perHour: { '0': 30, '1': 20 } })],
      [
        fault('works', { severity: 5 }),
        fault('works', { id: '2', code: 'Grave.Problem' }),
        fault('away', { id: '3', evse: 0, code: 'offline' }),
      ],
    )
    expect(told(items)).toEqual([
      ['alarm', 'offline', 30],
      ['alarm', 'Grave.Problem', null],
      ['alarm', 'RCD.Tripped', null],
    ])
    expect(items[0]).toMatchObject({ key: 'fault:3', since: '2026-11-20T08:00:00.000Z', connectors: [] })
  })

  test('costs what its outlet takes in, and nothing when nobody is kept from charging', () => {
    const rows = [row(station('one'), { perHour: { '0': 30, '1': 20 } })]
    expect(told(findAttention(rows, [fault('one', { cause: 'GroundFailure' })]))).toEqual([
      ['alarm', 'RCD.Tripped', 20],
    ])
    const harmless = new Set(['certificate-expiring'])
    expect(told(findAttention(rows, [fault('one', { cause: 'certificate-expiring' })], harmless))).toEqual([
      ['alarm', 'RCD.Tripped', null],
    ])
  })

  test('of a whole site is one item for all its stations that are away', () => {
    const at = { siteId: '7', siteName: 'Kista', perHour: { '0': 10 } }
    const items = findAttention(
      [row(station('a', { online: false }), at), row(station('b', { online: false }), at)],
      [fault(null, { siteId: '7', evse: 0, code: 'site-offline' })],
    )
    expect(told(items)).toEqual([['alarm', 'site-offline', 20]])
    expect(items[0]).toMatchObject({ siteName: 'Kista', stations: [{ id: 'a' }, { id: 'b' }] })
  })

  test('is not when it is over, or no more than a warning', () => {
    const closed = fault('works', { closedAt: '2026-11-20T08:01:00.000Z' })
    expect(findAttention([row(station('works'))], [closed, fault('works', { severity: 6 })])).toEqual([])
  })
})
