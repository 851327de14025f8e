import { getLocale } from 'next-intl/server'
import { currentUser } from '@/app/session'
import { HOME_TIME_ZONE, type Locale } from '@/i18n/locales'
import type { Actor } from '@/lib/access/actor'
import type { Day } from '@/lib/field/job'
import { listJobs } from '@/lib/field/queries/list-jobs'

/** The day of who asks, in their language. */
export async function readDay(actor: Actor): Promise<Day> {
  // Taken before it is read: what changes meanwhile is newer than it.
  const takenAt = new Date().toISOString()
  const user = await currentUser()
  return {
    takenAt,
    user: { id: String(user?.id ?? 0), name: user?.name || user?.email || '' },
    jobs: await listJobs(actor, { language: await language(), timeZone: HOME_TIME_ZONE }),
  }
}

export const language = async (): Promise<Locale> => (await getLocale()) as Locale
