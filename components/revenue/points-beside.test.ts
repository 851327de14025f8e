import { expect, test } from 'vitest'
import { pointsBeside } from './points-beside'

const point = (at: string, gross: string) => ({ at, gross, energyWh: 0, sessions: 1 })

test('each day stands beside the one at its place in the period before; days without sales are points too', () => {
  const beside = pointsBeside({
    span: { from: '2026-03-01', to: '2026-04-01' },
    before: { from: '2026-02-01', to: '2026-03-01' },
    bucket: 'day',
    points: [point('2026-03-02', '5')],
    pointsBefore: [point('2026-02-02', '7')],
  })
  expect(beside).toHaveLength(31)
  expect(beside[1]).toMatchObject({ at: '2026-03-02', now: { gross: '5' }, earlier: { at: '2026-02-02', gross: '7' } })
  expect(beside[2]).toMatchObject({ now: { gross: '0', sessions: 0 }, earlier: { gross: '0' } })
  expect(beside[30]).toMatchObject({ at: '2026-03-31', earlier: null })
})

test('months are whole ones, hours are the clock’s', () => {
  const months = pointsBeside({
    span: { from: '2025-11-15', to: '2026-02-03' },
    before: null,
    bucket: 'month',
    points: [point('2026-01-01', '9')],
    pointsBefore: [],
  })
  expect(months.map(({ at, now }) => `${at} ${now?.gross}`)).toEqual([
    '2025-11-01 0',
    '2025-12-01 0',
    '2026-01-01 9',
    '2026-02-01 0',
  ])
  const hours = pointsBeside({
    span: { from: '2026-01-01', to: '2026-01-02' },
    before: null,
    bucket: 'hour',
    points: [point('7', '1')],
    pointsBefore: [],
  })
  expect(hours).toHaveLength(24)
  expect(hours[7]?.now?.gross).toBe('1')
})
