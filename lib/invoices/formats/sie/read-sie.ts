import { fromCp437 } from './cp437'

/** A line of a SIE file: its label, its fields, and the rows in braces below it. */
export interface SieItem {
  readonly label: string
  /** Texts without quotes; an object list is a list. */
  readonly fields: readonly (string | readonly string[])[]
  readonly rows: readonly SieItem[]
}

/**
 * Reads a SIE file of any type as its labels, in order. Unknown labels are kept: readers are to pass over them, not to fail.
 * @throws when a line cannot be split into fields, or braces do not match
 */
export function readSie(bytes: Uint8Array): SieItem[] {
  const items: SieItem[] = []
  let rows: SieItem[] | null = null
  for (const [at, raw] of fromCp437(bytes).split(/\r?\n/).entries()) {
    const line = raw.trim()
    if (line === '') continue
    if (line === '{') {
      if (rows !== null || items.length === 0) throw new Error(`line ${at + 1}: a brace where none belongs`)
      rows = []
      items.push({ ...items.pop()!, rows })
    } else if (line === '}') {
      if (rows === null) throw new Error(`line ${at + 1}: a brace where none belongs`)
      rows = null
    } else {
      const [label, ...fields] = fieldsOf(line, at)
      const item = { label: String(label), fields, rows: [] }
      if (rows === null) items.push(item)
      else rows.push(item)
    }
  }
  if (rows !== null) throw new Error('a voucher is not closed')
  return items
}

const FIELD = /\s*(?:"((?:\\.|[^"\\])*)"|\{([^}]*)\}|([^\s"{}]+))/y

function fieldsOf(line: string, at: number): (string | string[])[] {
  const fields: (string | string[])[] = []
  FIELD.lastIndex = 0
  while (FIELD.lastIndex < line.length) {
    const found = FIELD.exec(line)
    if (found === null) throw new Error(`line ${at + 1}: cannot be read`)
    const [, quoted, list, plain] = found
    if (list !== undefined) fields.push(list.trim() === '' ? [] : fieldsOfList(list, at))
    else fields.push(quoted === undefined ? plain! : quoted.replace(/\\(.)/g, '$1'))
  }
  return fields
}

function fieldsOfList(list: string, at: number): string[] {
  const place = FIELD.lastIndex
  const fields = fieldsOf(list.trim(), at).map(String)
  FIELD.lastIndex = place
  return fields
}
