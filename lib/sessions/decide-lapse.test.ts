import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../kernel/time'
import { decideLapse } from './decide-lapse'

const now = new Date('2026-11-20T12:00:00Z')
const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS)

describe('when a stop is taken as lost', () => {
  it.each([
    [23, null, true, false],
    [24, null, true, true],
    [24, null, false, false],
    [24 * 7, null, false, true],
    [2, 0.5, true, false],
    [2, 1, true, true],
    [2, 1, false, true],
    [0.5, 3, true, false],
  ])('silent for %d h, superseded %s h ago, online %s → %s', (silent, superseded, isStationOnline, isLost) => {
    const supersededAt = superseded === null ? null : ago(superseded)
    expect(decideLapse({ heardAt: ago(silent), supersededAt, isStationOnline }, now) !== null).toBe(isLost)
  })
})
