let last = 0

/** A name for a part that was added on this page; never that of one that was read. */
export function newId(kind: 'level' | 'part'): string {
  last += 1
  return `${kind}-new${last}`
}
