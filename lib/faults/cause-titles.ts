import type { CauseWords } from '../live/events'
import { ALL_CAUSES, findCause, isKnownCause } from './knowledge/all-causes'
import { COMPONENT_CAUSES } from './knowledge/components'
import { OCPP16_CAUSES } from './knowledge/ocpp16'
import { OWN_SIDE_CAUSES } from './knowledge/own-side'
import { RULE_CAUSES } from './knowledge/rules'
import { SECURITY_CAUSES } from './knowledge/security'
import type { Language } from './knowledge/words'

/** What a cause is called; null where only the code itself says what it is. */
export const causeTitle = (cause: string, language: Language): string | null =>
  cause !== 'unknown' && isKnownCause(cause) ? findCause(cause).title[language] : null

/** The keys of causes that are called so in any of our languages. @param word part of a name, in any letter case */
export function causesNamed(word: string): readonly string[] {
  const wanted = word.toLocaleLowerCase('sv')
  return Object.entries(ALL_CAUSES)
    .filter(([, { title }]) => Object.values(title).some((name) => name.toLocaleLowerCase('sv').includes(wanted)))
    .map(([key]) => key)
}

export interface CauseTitles {
  /** By cause key. */
  readonly titles: Readonly<Record<string, string>>
  /** Those that keep nobody from charging. */
  readonly harmless: readonly string[]
}

/** What stations tell by the standards, and our own rules see: 3 KiB on the way to a browser. Makers' codes would be twice as much. */
const EVERYDAY = [OCPP16_CAUSES, COMPONENT_CAUSES, SECURITY_CAUSES, RULE_CAUSES, OWN_SIDE_CAUSES].flatMap(Object.keys)

const BY_HEART: ReadonlySet<string> = new Set(EVERYDAY)

/** What goes along with a fault on the live stream: the name of a cause that no page knows by heart; null: they do, or it has none. */
export function causeWords(cause: string): CauseWords | null {
  if (BY_HEART.has(cause) || cause === 'unknown' || !isKnownCause(cause)) return null
  const { title, driver } = findCause(cause)
  return { ...title, isHarmless: driver === 'none' }
}

/** What a page needs to name faults, those it is told of later among them: the causes it has read, and the everyday ones. */
export function causeTitles(causes: Iterable<string>, language: Language): CauseTitles {
  const keys = [...new Set([...causes, ...EVERYDAY])].filter((key) => causeTitle(key, language) !== null)
  return {
    titles: Object.fromEntries(keys.map((key) => [key, findCause(key).title[language]])),
    harmless: keys.filter((key) => findCause(key).driver === 'none'),
  }
}
