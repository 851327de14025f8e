import { getLocale } from 'next-intl/server'
import { FaultsCard } from '@/components/faults/faults-card'
import { PastFaultsCard } from '@/components/faults/past-faults-card'
import type { Locale } from '@/i18n/locales'
import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { causeTitles } from '@/lib/faults/cause-titles'
import { listFaults } from '@/lib/faults/queries/list-faults'
import type { Site } from '@/lib/sites/queries'
import { toListed } from '../../faults/to-listed'

interface SiteFaultsProps {
  actor: Actor
  site: Pick<Site, 'id' | 'name' | 'timeZone'>
  stations: readonly { readonly identity: string; readonly name: string }[]
}

/** More at one site is one trouble, and the list of faults has them all. */
const MOST_OPEN = 50

/** What is wrong at a site now. */
export async function OpenSiteFaults({ actor, site, stations }: SiteFaultsProps) {
  if (!mayDo(actor.role, 'faults.read')) return null
  const locale = (await getLocale()) as Locale
  const { rows } = await listFaults(actor, { siteId: site.id, isOpen: true, limit: MOST_OPEN })
  return (
    <FaultsCard
      id={null}
      siteId={String(site.id)}
      siteName={site.name}
      timeZone={site.timeZone}
      faults={rows.map((row) => toListed(row, locale, null))}
      titles={
        causeTitles(
          rows.map(({ cause }) => cause),
          locale,
        ).titles
      }
      stationNames={Object.fromEntries(stations.map(({ identity, name }) => [identity, name || identity]))}
    />
  )
}

const RECENT = 8

/** What was wrong there lately. */
export async function PastSiteFaults({ actor, site }: Omit<SiteFaultsProps, 'stations'>) {
  if (!mayDo(actor.role, 'faults.read')) return null
  const locale = (await getLocale()) as Locale
  const { rows } = await listFaults(actor, { siteId: site.id, isOpen: false, limit: RECENT })
  return (
    <PastFaultsCard
      faults={rows
        .toSorted((a, b) => Number(b.closedAt) - Number(a.closedAt))
        .map((row) => toListed(row, locale, null))}
      href={`/faults?${new URLSearchParams({ state: 'closed', q: site.name })}`}
    />
  )
}
