import { describe, expect, it } from 'vitest'
import { sessionEvent, stationEvent } from '@/lib/live/testing/events'
import type { WatchedStation } from '@/lib/overview/find-attention'
import { chargingNow, networkNow } from './network-now'
import { todayNow } from './today-now'

const watched = (id: string, fields: Parameters<typeof stationEvent>[1] = {}): WatchedStation => ({
  station: stationEvent(id, { registration: 'accepted', online: true, ...fields }).station,
  name: id,
  siteId: '1',
  siteName: 'Kista',
  perHour: null,
})
const site = { id: '1', name: 'Kista', latitude: 59.4, longitude: 17.9, fuseA: 16 }
const session = (id: string, fields: Parameters<typeof sessionEvent>[1] = {}) => sessionEvent(id, fields).session

describe('networkNow', () => {
  it('counts what works among those let in, and what is away', () => {
    const now = networkNow(
      [
        watched('A'),
        watched('B', { status: 'faulted' }),
        watched('C', { online: false, lastSeenAt: '2026-01-01T09:00:00.000Z' }),
        watched('D', { registration: 'pending' }),
      ],
      [site],
      [],
      new Set(),
    )
    expect(now).toMatchObject({ accepted: 3, working: 1, pending: 1, offline: 1, faults: 0 })
    expect(now.attention.map(({ trouble }) => trouble)).toEqual(['faulted', 'offline'])
    expect(now.sites).toMatchObject([{ id: '1', stationCount: 3, brokenCount: 2, worst: 'faulted' }])
  })
})

describe('chargingNow', () => {
  it('sums what runs, and sets it beside the fuses', () => {
    const now = chargingNow(
      [
        session('1', { siteId: '1', powerW: 7_000 }),
        session('2', { siteId: '1', powerW: 3_000, chargingState: 'suspended-ev' }),
        session('3', { siteId: '1', powerW: 9_000, status: 'ended' }),
      ],
      [site],
    )
    expect(now).toMatchObject({ powerW: 10_000, active: 2, charging: 1 })
    expect(now.fuses.hardest).toMatchObject([{ siteId: '1', load: { powerW: 10_000, band: 'high' } }])
  })
})

describe('todayNow', () => {
  const read = { energyWh: 50_000, revenue: [{ currency: 'SEK', total: '100.00' }], unpricedCount: 0 }
  const running = session('1', { energyWh: 4_000, total: '16.00', currency: 'SEK' })

  it('a session known before counts with what it has taken since, and with all it costs', () => {
    const now = { ...running, energyWh: 5_000, total: '20.00' }
    expect(todayNow(read, new Map([['1', running]]), [now], new Set())).toEqual({
      energyWh: 51_000,
      revenue: { currency: 'SEK', total: 120, running: 20 },
    })
  })

  it('one that came later counts whole, one that was summed already not at all', () => {
    const later = session('2', { energyWh: 2_000, total: null })
    const over = session('3', { energyWh: 9_000, status: 'ended', total: '36.00', currency: 'SEK' })
    expect(todayNow(read, new Map(), [later, over], new Set(['3']))).toEqual({
      energyWh: 52_000,
      revenue: { currency: 'SEK', total: 100, running: 0 },
    })
  })
})
