import { expect, test } from 'vitest'
import { type Cube, type Span, sourcesFor } from './cubes'
import type { Dimension } from './dimension'
import { comparedTo } from './period'

test.each([
  ['2026-10-01', '2026-11-01', 'previous', '2026-09-01', '2026-10-01'],
  ['2026-11-01', '2026-11-20', 'previous', '2026-10-01', '2026-10-20'],
  ['2026-03-01', '2026-03-31', 'previous', '2026-02-01', '2026-02-28'],
  ['2026-07-01', '2026-10-01', 'previous', '2026-04-01', '2026-07-01'],
  ['2026-11-10', '2026-11-17', 'previous', '2026-11-03', '2026-11-10'],
  ['2024-02-01', '2024-03-01', 'year', '2023-02-01', '2023-03-01'],
  ['2024-02-29', '2024-03-01', 'year', '2023-02-28', '2023-03-01'],
] as const)('%s to %s is held against the %s: %s to %s', (from, to, comparison, before, until) => {
  expect(comparedTo({ from, to }, comparison)).toEqual({ from: before, to: until })
})

const asked = (
  used: readonly Dimension[],
  over: { one?: readonly Dimension[]; apart?: Cube['grain']; span?: Span } = {},
) =>
  sourcesFor(over.span ?? { from: '2026-01-15', to: '2026-04-03' }, new Set(used), {
    one: new Set(over.one ?? []),
    apart: over.apart ?? 'year',
  }).map(
    ({ from, to, cube, isTakenOff }) =>
      `${isTakenOff ? 'less ' : ''}${from}–${to} ${cube === null ? 'facts' : `${cube.grain} ${cube.by}`}`,
  )

test('whole months come from sums by month, the days around them from sums by day or from the facts', () => {
  expect(asked(['tariff'])).toEqual([
    '2026-01-15–2026-02-01 day site,tariff,means',
    '2026-02-01–2026-04-01 month site,tariff,means',
    '2026-04-01–2026-04-03 day site,tariff,means',
  ])
  expect(asked(['station', 'customer'])).toEqual([
    '2026-01-15–2026-02-01 facts',
    '2026-02-01–2026-04-01 month site,station,customer,tariff,means',
    '2026-04-01–2026-04-03 facts',
  ])
  expect(asked(['site'], { apart: 'day' })).toEqual(['2026-01-15–2026-04-03 day site,tariff,means'])
  expect(asked(['station', 'tariff'], { one: ['station'] })).toEqual(['2026-01-15–2026-04-03 facts'])
})

test('of a year of which more than half is asked for the rest is taken off', () => {
  const span = { from: '2025-11-01', to: '2026-11-20' }
  expect(asked(['station', 'hour'], { span })).toEqual([
    '2025-11-01–2026-01-01 month site,station,hour',
    '2026-01-01–2027-01-01 year site,station,hour',
    'less 2026-11-01–2027-01-01 month site,station,hour',
    '2026-11-01–2026-11-20 facts',
  ])
  expect(asked(['hour'], { span })[0]).toMatch(/month tariff,means,hour,weekday$/)
  expect(asked(['station', 'hour'], { span, apart: 'month' })[0]).toBe('2025-11-01–2026-11-01 month site,station,hour')
})
