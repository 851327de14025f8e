import { getLocale } from 'next-intl/server'
import type { Locale } from '@/i18n/locales'
import type { Actor } from '@/lib/access/actor'
import { causeTitle } from '@/lib/faults/cause-titles'
import type { Page } from '@/lib/kernel/cursor'
import { listStory, type StoryEntry } from '@/lib/stations/queries/list-story'

/** A page of a station's story, its faults by what their causes are called. */
export async function readStory(actor: Actor, identity: string, cursor?: string): Promise<Page<StoryEntry>> {
  const locale = (await getLocale()) as Locale
  const { rows, next } = await listStory(actor, identity, { cursor })
  const named = (entry: StoryEntry) =>
    entry.kind === 'fault' ? { ...entry, detail: causeTitle(entry.errorCode ?? '', locale) ?? entry.detail } : entry
  return { rows: rows.map(named), next }
}
