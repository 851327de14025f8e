import { findCause, isKnownCause } from './knowledge/all-causes'
import { RULE_CAUSES } from './knowledge/rules'
import type { Language } from './knowledge/words'

/** What a cause is called; null where only the code itself says what it is. */
export const causeTitle = (cause: string, language: Language): string | null =>
  cause !== 'unknown' && isKnownCause(cause) ? findCause(cause).title[language] : null

export interface CauseTitles {
  /** By cause key. */
  readonly titles: Readonly<Record<string, string>>
  /** Those that keep nobody from charging. */
  readonly harmless: readonly string[]
}

/**
 * What a page needs to name faults, those it is told of later among them: the causes it has read, and all that our own rules see.
 * The whole of our knowledge would be too much for a browser.
 */
export function causeTitles(causes: Iterable<string>, language: Language): CauseTitles {
  const keys = [...new Set([...causes, ...Object.keys(RULE_CAUSES)])].filter(
    (key) => causeTitle(key, language) !== null,
  )
  return {
    titles: Object.fromEntries(keys.map((key) => [key, findCause(key).title[language]])),
    harmless: keys.filter((key) => findCause(key).driver === 'none'),
  }
}
