export interface Change {
  readonly field: string
  /** As text; null when there was nothing. */
  readonly before: string | null
  readonly after: string | null
}

/** What differs between an audit row's two sides, field by field; what stayed the same is left out. */
export function changesOf(before: unknown, after: unknown): readonly Change[] {
  const was = fieldsOf(before)
  const is = fieldsOf(after)
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((field) => ({ field, before: inText(was[field]), after: inText(is[field]) }))
    .filter((change) => change.before !== change.after)
}

function fieldsOf(side: unknown): Readonly<Record<string, unknown>> {
  if (side === null || side === undefined) return {}
  if (typeof side === 'object' && !Array.isArray(side)) return side as Record<string, unknown>
  return { '': side }
}

function inText(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
    return value.length > 0 ? value.join(', ') : null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
