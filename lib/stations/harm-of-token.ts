import { quirksOf, type StationKind } from './vendor-quirks'

/** Why this kind of station would not take a remote start with this token; null when it would. One English sentence. SPEC D-32. */
export function harmOfToken(kind: StationKind, token: string): string | null {
  const isRefused = quirksOf(kind).hexTokens === true && !/^[0-9a-f]+$/i.test(token)
  return isRefused ? 'This station takes only hexadecimal tokens in a remote start.' : null
}
