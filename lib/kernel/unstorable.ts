/** NUL, and half of a character: PostgreSQL takes neither, and no reader or keyboard makes them. */
const UNSTORABLE = /[\0\p{Cs}]/u

/**
 * Where in an input a text is that cannot be stored: `values.0.key`, `''` when the input itself is one; null: nowhere. Keys count too.
 */
export function unstorableText(input: unknown): string | null {
  // Not by recursion: what comes from outside may be as deep as it is long.
  const open: { readonly value: unknown; readonly path: string }[] = [{ value: input, path: '' }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next
    if (typeof value === 'string' && UNSTORABLE.test(value)) return path
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue
    for (const [key, inner] of Object.entries(value)) {
      if (UNSTORABLE.test(key)) return path
      open.push({ value: inner, path: path === '' ? key : `${path}.${key}` })
    }
  }
  return null
}
