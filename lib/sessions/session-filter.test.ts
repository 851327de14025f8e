import { describe, expect, it } from 'vitest'
import { sessionFilterSchema, toFilter } from './session-filter'

const read = (query: Record<string, string>) => toFilter(sessionFilterSchema.parse(query))

describe('the filter in a URL', () => {
  it('is read with local days, the last one included', () => {
    expect(
      read({ from: '2026-10-25', to: '2026-10-25', status: 'ended', site: '7', review: 'open', q: 'kista' }),
    ).toMatchObject({
      from: new Date('2026-10-24T22:00:00Z'),
      to: new Date('2026-10-25T23:00:00Z'),
      status: 'ended',
      siteId: 7n,
      review: true,
      search: 'kista',
    })
  })

  it('finds those that wait for messages among the ended ones', () => {
    expect(read({ status: 'waiting' })).toMatchObject({ status: 'ended', completeness: 'waiting' })
  })

  it('passes over what cannot be read, so that an old link still opens', () => {
    const filter = read({
      from: 'yesterday',
      status: 'sleeping',
      site: '-1',
      token: "1' or 1=1",
      to: '0000-01-01',
      unknown: 'x',
    })
    expect(Object.values(filter).every((value) => value === undefined)).toBe(true)
  })
})

it('leads from a revenue report to the sessions it counts', () => {
  expect(
    read({ endedFrom: '2026-10-01', endedTo: '2026-10-31', site: '0', customer: '12', hour: '17', money: 'unpaid' }),
  ).toMatchObject({
    siteId: undefined,
    customerId: 12n,
    revenue: { from: '2026-10-01', to: '2026-10-31', siteId: 0n, customerId: undefined, hour: 17, money: 'unpaid' },
  })
  expect(read({ site: '3', hour: 'late' }).revenue).toBeUndefined()
})
