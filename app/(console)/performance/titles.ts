import type { Locale } from '@/i18n/locales'
import { causeTitle } from '@/lib/faults/cause-titles'

/** The names of the causes a page counts by: `faulted:GroundFailure` is named under `GroundFailure`. */
export function titlesOf(keys: Iterable<string>, locale: Locale): Readonly<Record<string, string>> {
  const causes = [...new Set([...keys].map((key) => key.replace(/^faulted:|^fault:/, '')))]
  return Object.fromEntries(
    causes.flatMap((cause) => {
      const title = causeTitle(cause, locale)
      return title === null ? [] : [[cause, title]]
    }),
  )
}
