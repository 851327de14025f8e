import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { readOverview } from '@/app/(console)/read-overview'
import { BUILD } from '@/app/build'
import { requireActor } from '@/app/session'
import { Wall } from '@/components/wall/wall'
import { HOME_TIME_ZONE, type Locale } from '@/i18n/locales'
import { env } from '@/lib/env'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('wall'))('title') }
}

/** The network on a big screen, for days on end. */
export default async function WallPage() {
  const actor = await requireActor('overview.read')
  const { start } = await readOverview(actor, HOME_TIME_ZONE, (await getLocale()) as Locale)
  return <Wall start={start} build={BUILD} timeZone={HOME_TIME_ZONE} mapStyleUrl={env().MAP_STYLE_URL ?? null} />
}
