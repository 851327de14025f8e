const LONGEST = 80

/**
 * A name somebody else gave a file, fit to show, to stand in an address and to offer as a download: its last part only, plain
 * characters, no dot in front. It never becomes a path of ours: bytes lie under their SHA-256.
 * @param fallback when nothing is left of it
 */
export function plainFileName(name: string, fallback: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/^[._]+/, '')
    .replace(/_+$/, '')
  if (plain.length <= LONGEST) return plain || fallback
  const dot = plain.lastIndexOf('.')
  const ending = dot > 0 && plain.length - dot <= 12 ? plain.slice(dot) : ''
  return plain.slice(0, LONGEST - ending.length) + ending
}
