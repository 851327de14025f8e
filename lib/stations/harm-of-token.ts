import { type Problem, problem } from '../commands/problem'
import { quirksOf, type StationKind } from './vendor-quirks'

/** Why this kind of station would not take a remote start with this token; null when it would. SPEC D-32. */
export function harmOfToken(kind: StationKind, token: string): Problem | null {
  const isRefused = quirksOf(kind).hexTokens === true && !/^[0-9a-f]+$/i.test(token)
  return isRefused ? problem('hexadecimal-only') : null
}
