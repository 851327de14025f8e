import { type NewTokenInput, newTokenSchema } from './token'

export interface TokenListRow {
  /** From 1, as an editor counts the pasted text's lines. */
  readonly line: number
  readonly value: string
  readonly token: NewTokenInput | null
  /** Why the row cannot be a token: a short word as in the schema, or `repeated`. */
  readonly problem: string | null
}

const HEADER = /^(value|värde|tag|rfid|uid|kort|card)$/i

/**
 * Reads pasted rows `value; name; group`, split by tab, semicolon or comma as spreadsheets do. A header row and empty rows are
 * passed over. Nothing is thrown: each row says for itself what is wrong with it.
 */
export function parseTokenList(text: string): readonly TokenListRow[] {
  const seen = new Set<string>()
  return text.split(/\r?\n/).flatMap((raw, index): TokenListRow[] => {
    if (raw.trim() === '') return []
    const [value = '', name = '', groupName = ''] = cells(raw)
    if (index === 0 && HEADER.test(value)) return []
    const token: NewTokenInput = { value, name, groupName }
    const parsed = newTokenSchema.safeParse(token)
    const folded = value.toUpperCase()
    const problem = parsed.success
      ? seen.has(folded)
        ? 'repeated'
        : null
      : (parsed.error.issues[0]?.message ?? 'invalid')
    seen.add(folded)
    return [{ line: index + 1, value, token: problem === null ? token : null, problem }]
  })
}

/** The cells of one row, quotes removed. */
function cells(row: string): readonly string[] {
  const separator = ['\t', ';', ','].find((candidate) => row.includes(candidate)) ?? '\t'
  return row.split(separator).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('""', '"')
      .trim(),
  )
}
