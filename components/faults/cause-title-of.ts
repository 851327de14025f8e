import type { CauseTitles } from '@/lib/faults/cause-titles'
import type { LiveFault } from '@/lib/live/events'

/** What a fault's cause is called: as the page has read it, or as the stream says; null: only its code says what it is. */
export const causeTitleOf = (
  { cause, causeWords }: Pick<LiveFault, 'cause' | 'causeWords'>,
  titles: CauseTitles['titles'],
  locale: string,
): string | null => titles[cause] ?? (causeWords ? causeWords[locale === 'sv' ? 'sv' : 'en'] : null)
