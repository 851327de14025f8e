import type { Dimension } from './dimension'

/** One way that sums are kept ready: by days, whole months or whole years, split by some dimensions. Every cube holds every session once. */
export interface Cube {
  readonly id: number
  readonly grain: 'day' | 'month' | 'year'
  readonly by: readonly Dimension[]
}

/**
 * Chosen by measuring (`npm run bench -- --only=reports`): each is much smaller than the facts, and a question is answered by the first that
 * knows all it asks for, so the smallest stand first. Weekdays of days follow from the days.
 */
export const CUBES: readonly Cube[] = [
  { id: 1, grain: 'day', by: ['site', 'tariff', 'means'] },
  { id: 5, grain: 'month', by: ['site', 'tariff', 'means'] },
  { id: 3, grain: 'month', by: ['tariff', 'means', 'hour', 'weekday'] },
  { id: 6, grain: 'month', by: ['site', 'station', 'tariff', 'means'] },
  { id: 7, grain: 'month', by: ['site', 'tariff', 'means', 'weekday'] },
  { id: 8, grain: 'month', by: ['site', 'station', 'weekday'] },
  { id: 12, grain: 'month', by: ['customer', 'means'] },
  { id: 13, grain: 'year', by: ['site', 'station', 'hour'] },
  { id: 2, grain: 'month', by: ['site', 'tariff', 'means', 'hour'] },
  { id: 9, grain: 'month', by: ['site', 'station', 'hour'] },
  { id: 10, grain: 'month', by: ['customer', 'weekday'] },
  { id: 14, grain: 'year', by: ['customer', 'hour'] },
  { id: 11, grain: 'month', by: ['customer', 'hour'] },
  { id: 4, grain: 'month', by: ['site', 'station', 'customer', 'tariff', 'means'] },
]

/** Calendar days, `to` not included. */
export interface Span {
  readonly from: string
  readonly to: string
}

/** Where a part of a period is added up from. */
export type Source = Span & { readonly cube: Cube | null; readonly isTakenOff?: boolean }

/** A few sessions are found by index, whatever else is asked of them. */
const FEW: readonly Dimension[] = ['station', 'customer']

/**
 * Which sums answer a question, the smallest first; days at the ends that are no whole months, and what no cube knows, come from the
 * facts themselves (`cube: null`). Of a year of which more than half is asked for, the rest is taken off.
 * @param used what is asked for or chosen by @param one dimensions of which one value is chosen that few sessions have
 * @param apart what is told apart at least
 */
export function sourcesFor(
  span: Span,
  used: ReadonlySet<Dimension>,
  { one, apart }: { readonly one: ReadonlySet<Dimension>; readonly apart: Cube['grain'] },
): readonly Source[] {
  if (FEW.some((dimension) => one.has(dimension))) return [{ ...span, cube: null }]
  const knows = ({ by, grain }: Cube) =>
    [...used].every((dimension) => by.includes(dimension) || (dimension === 'weekday' && grain === 'day'))
  const byDay = CUBES.find((cube) => cube.grain === 'day' && knows(cube))
  const byMonth = apart === 'day' ? undefined : CUBES.find((cube) => cube.grain === 'month' && knows(cube))
  // Only where it is the smaller.
  const byYear =
    apart !== 'year' || byMonth === undefined
      ? undefined
      : CUBES.slice(0, CUBES.indexOf(byMonth)).find((cube) => cube.grain === 'year' && knows(cube))
  const ends = (within: Span): readonly Source[] =>
    within.from < within.to ? [{ ...within, cube: byDay ?? null }] : []
  if (byMonth === undefined) return ends(span)
  const from = isFirst(span.from) ? span.from : monthAfter(span.from)
  const to = firstOf(span.to)
  if (from >= to) return ends(span)
  const whole = byYear === undefined ? [{ from, to, cube: byMonth }] : yearsOf({ from, to }, byYear, byMonth)
  return [...ends({ from: span.from, to: from }), ...whole, ...ends({ from: to, to: span.to })]
}

/** Whole months by years, where that is shorter. */
function yearsOf({ from, to }: Span, byYear: Cube, byMonth: Cube): readonly Source[] {
  const sources: Source[] = []
  for (let year = Number(from.slice(0, 4)); `${year}-01-01` < to; year += 1) {
    const [first, next] = [`${year}-01-01`, `${year + 1}-01-01`]
    const wanted = { from: from > first ? from : first, to: to < next ? to : next }
    const months = (to < next ? monthOf(to) - 1 : 12) - (from > first ? monthOf(from) - 1 : 0)
    if (months <= 6) sources.push({ ...wanted, cube: byMonth })
    else {
      sources.push({ from: first, to: next, cube: byYear })
      if (first < wanted.from) sources.push({ from: first, to: wanted.from, cube: byMonth, isTakenOff: true })
      if (wanted.to < next) sources.push({ from: wanted.to, to: next, cube: byMonth, isTakenOff: true })
    }
  }
  return sources
}

const monthOf = (day: string): number => Number(day.slice(5, 7))

const isFirst = (day: string): boolean => day.endsWith('-01')
const firstOf = (day: string): string => `${day.slice(0, 7)}-01`
const monthAfter = (day: string): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 1)).toISOString().slice(0, 10)
