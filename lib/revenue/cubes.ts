import type { Dimension } from './dimension'

/** One way that sums are kept ready: by days or whole months, split by some dimensions. Every cube holds every session once. */
export interface Cube {
  readonly id: number
  readonly grain: 'day' | 'month'
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
  { id: 2, grain: 'month', by: ['site', 'tariff', 'means', 'hour'] },
  { id: 4, grain: 'month', by: ['site', 'station', 'customer', 'tariff', 'means'] },
]

/** Calendar days, `to` not included. */
export interface Span {
  readonly from: string
  readonly to: string
}

/** Where a part of a period is added up from. */
export type Source = Span & { readonly cube: Cube | null }

/** A few sessions are found by index, whatever else is asked of them. */
const FEW: readonly Dimension[] = ['station', 'customer']

/**
 * Which sums answer a question, the smallest first; days at the ends that are no whole months, and what no cube knows, come from the
 * facts themselves (`cube: null`).
 * @param used what is asked for or chosen by @param one dimensions of which one value is chosen that few sessions have
 * @param needsDays days are told apart
 */
export function sourcesFor(
  span: Span,
  used: ReadonlySet<Dimension>,
  { one, needsDays }: { readonly one: ReadonlySet<Dimension>; readonly needsDays: boolean },
): readonly Source[] {
  if (FEW.some((dimension) => one.has(dimension))) return [{ ...span, cube: null }]
  const knows = ({ by, grain }: Cube) =>
    [...used].every((dimension) => by.includes(dimension) || (dimension === 'weekday' && grain === 'day'))
  const byDay = CUBES.find((cube) => cube.grain === 'day' && knows(cube))
  const byMonth = needsDays ? undefined : CUBES.find((cube) => cube.grain === 'month' && knows(cube))
  const ends = (within: Span): readonly Source[] =>
    within.from < within.to ? [{ ...within, cube: byDay ?? null }] : []
  if (byMonth === undefined) return ends(span)
  const from = isFirst(span.from) ? span.from : monthAfter(span.from)
  const to = firstOf(span.to)
  if (from >= to) return ends(span)
  return [...ends({ from: span.from, to: from }), { from, to, cube: byMonth }, ...ends({ from: to, to: span.to })]
}

const isFirst = (day: string): boolean => day.endsWith('-01')
const firstOf = (day: string): string => `${day.slice(0, 7)}-01`
const monthAfter = (day: string): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 1)).toISOString().slice(0, 10)
