import { describe, expect, test } from 'vitest'
import { type OpenReservation, reservationsLostWith, reservationUsedBy } from './reservation'

const NOON = new Date('2026-11-20T12:00:00Z')
const minutes = (count: number) => new Date(NOON.getTime() + count * 60_000)
const open = (over: Partial<OpenReservation>): OpenReservation => ({
  id: 1,
  evse: 1,
  token: '04A2',
  group: null,
  createdAt: NOON,
  expiresAt: minutes(60),
  ...over,
})
const begun = { reservationId: null, evse: 1, token: '04A2', tokenGroup: null, at: minutes(10) }

describe('which reservation a session uses (L-11)', () => {
  const one = open({})
  test.each([
    ['the one the station names, whatever else it says', { reservationId: 9, token: 'OTHER' }, 9],
    ["the token's own, in any letter case", { token: ' 04a2 ' }, 1],
    ["not another token's", { token: '04A3' }, null],
    ['not at another EVSE', { evse: 2 }, null],
    ['where the station does not say where', { evse: null }, 1],
    ['not one made after it began', { at: minutes(-6) }, null],
    ['with a clock a little behind', { at: minutes(-4) }, 1],
    ['not one that had run out', { at: minutes(61) }, null],
    ['none without a token', { token: null }, null],
  ] as const)('%s', (_name, over, id) => {
    expect(reservationUsedBy([one], { ...begun, ...over })).toBe(id)
  })

  test("a token of its group's, by the group's own token or by what we know of the token", () => {
    const shared = open({ group: 'FAMILY' })
    expect(reservationUsedBy([shared], { ...begun, token: 'CHILD', tokenGroup: 'family' })).toBe(1)
    expect(reservationUsedBy([shared], { ...begun, token: 'FAMILY' })).toBe(1)
    expect(reservationUsedBy([shared], { ...begun, token: 'CHILD', tokenGroup: 'OTHERS' })).toBeNull()
    expect(reservationUsedBy([open({})], { ...begun, token: 'CHILD', tokenGroup: null })).toBeNull()
  })

  test('of several the one for this EVSE, then the one that ends first', () => {
    const any = open({ id: 1, evse: null, expiresAt: minutes(20) })
    const here = open({ id: 2, expiresAt: minutes(90) })
    const sooner = open({ id: 3, expiresAt: minutes(45) })
    expect(reservationUsedBy([any, here, sooner], begun)).toBe(3)
    expect(reservationUsedBy([any], begun)).toBe(1)
  })
})

test('a place that is lost takes its own reservations, the station takes all (L-12)', () => {
  const all = [open({ id: 1, evse: 1 }), open({ id: 2, evse: 2 }), open({ id: 3, evse: null })]
  const ids = (evse: number) => reservationsLostWith(all, evse).map(({ id }) => id)
  expect(ids(1)).toEqual([1])
  expect(ids(0)).toEqual([1, 2, 3])
})
