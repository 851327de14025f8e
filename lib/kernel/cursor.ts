import { DomainError } from './errors'

/** One page of a list read by key. `next` is null on the last page. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

/** An opaque place in a list: the sort key of the last row seen, as strings. */
export function encodeCursor(...key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/** @throws DomainError invalid when the cursor is not one of ours with `length` parts */
export function decodeCursor(cursor: string, length: number): readonly string[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(key) && key.length === length && key.every((part) => typeof part === 'string')) return key
  } catch {
    // Falls through: an unreadable cursor is the caller's mistake, whatever the parser said.
  }
  throw new DomainError('invalid', 'The cursor is not valid.', { cursor: 'not valid' })
}

/** Cuts the one row read too many, which proves that there is a next page. */
export function toPage<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => readonly string[]): Page<Row> {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  return { rows: kept, next: rows.length > limit && last !== undefined ? encodeCursor(...keyOf(last)) : null }
}

/** The cursor's part as an id. @throws DomainError invalid */
export function cursorId(part: string | undefined): bigint {
  if (part === undefined || !/^\d{1,18}$/.test(part))
    throw new DomainError('invalid', 'The cursor is not valid.', { cursor: 'not valid' })
  return BigInt(part)
}

/** The cursor's part as an instant. @throws DomainError invalid */
export function cursorInstant(part: string | undefined): Date {
  const at = new Date(part ?? '')
  if (Number.isNaN(at.getTime())) throw new DomainError('invalid', 'The cursor is not valid.', { cursor: 'not valid' })
  return at
}
