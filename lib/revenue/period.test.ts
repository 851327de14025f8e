import { expect, test } from 'vitest'
import { sourcesFor } from './cubes'
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

const asked = (used: readonly Dimension[], over: { one?: readonly Dimension[]; needsDays?: boolean } = {}) =>
  sourcesFor({ from: '2026-01-15', to: '2026-04-03' }, new Set(used), {
    one: new Set(over.one ?? []),
    needsDays: over.needsDays ?? false,
  }).map(({ from, to, cube }) => `${from}–${to} ${cube === null ? 'facts' : `${cube.grain} ${cube.by}`}`)

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
  expect(asked(['site'], { needsDays: true })).toEqual(['2026-01-15–2026-04-03 day site,tariff,means'])
  expect(asked(['station', 'tariff'], { one: ['station'] })).toEqual(['2026-01-15–2026-04-03 facts'])
})
