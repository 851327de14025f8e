/** One way in which a new answer differs from the recorded one; `path` '' is the answer itself. */
export interface Difference {
  readonly path: string
  readonly recorded: unknown
  readonly now: unknown
}

/** True of any answer, at any time: only that it is there, and of the right kind, is compared. */
const MOMENTS = new Set(['currentTime'])
/** Ours to choose, and chosen anew: `play` puts the new one into what follows. */
const CHOSEN = new Set(['transactionId'])

/** Field by field; what must differ from run to run is not a difference. */
export function compareAnswers(recorded: unknown, now: unknown, path = ''): Difference[] {
  const name = path.slice(path.lastIndexOf('.') + 1)
  if (MOMENTS.has(name) && isMoment(recorded) && isMoment(now)) return []
  if (CHOSEN.has(name) && typeof recorded === typeof now) return []
  if (isObject(recorded) && isObject(now)) {
    const keys = [...new Set([...Object.keys(recorded), ...Object.keys(now)])]
    return keys.flatMap((key) => compareAnswers(recorded[key], now[key], path === '' ? key : `${path}.${key}`))
  }
  return JSON.stringify(recorded) === JSON.stringify(now) ? [] : [{ path, recorded, now }]
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isMoment = (value: unknown) => typeof value === 'string' && !Number.isNaN(Date.parse(value))
