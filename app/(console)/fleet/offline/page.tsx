import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/app/session'
import { OfflinePolicies } from '@/components/offline/offline-policies'
import { OFFLINE_ROW, toOfflineRow } from '@/components/offline/offline-row'
import { OfflineStations } from '@/components/offline/offline-stations'
import { Page } from '@/components/shell/page'
import { mayDo } from '@/lib/access/acts'
import { packRows } from '@/lib/kernel/pack-rows'
import { listOfflinePolicies } from '@/lib/offline-policy/queries/list-offline-policies'
import { listOfflineStations } from '@/lib/offline-policy/queries/list-offline-stations'
import { listSites } from '@/lib/sites/queries'
import { listOverruled } from '@/lib/templates/queries/list-overruled'
import { removeOfflinePolicyAction, setOfflinePolicyAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('offline'))('title') }
}

/** What comes with the page; the rest follows when these are on the screen. */
const FIRST_ROWS = 200

export default async function OfflinePage() {
  const actor = await requireActor('fleet.read')
  const t = await getTranslations('offline')
  const mayWrite = mayDo(actor.role, 'fleet.write')
  const [policies, stations, overruled, sites] = await Promise.all([
    listOfflinePolicies(actor),
    listOfflineStations(actor, { limit: FIRST_ROWS }),
    listOverruled(actor),
    mayWrite ? listSites(actor, { limit: 1000 }) : { rows: [] },
  ])
  return (
    <Page title={t('title')} description={t('description')}>
      <OfflinePolicies
        policies={policies.map(({ id: _id, siteId, updatedAt: _at, ...policy }) => ({
          ...policy,
          siteId: siteId === null ? null : String(siteId),
          overruled: overruled.filter((one) => one.siteId === (siteId === null ? null : String(siteId))),
        }))}
        sites={sites.rows.map(({ id, name }) => ({ id: String(id), name }))}
        actions={mayWrite ? { set: setOfflinePolicyAction, remove: removeOfflinePolicyAction } : null}
      />
      <OfflineStations
        packedRows={packRows(stations.rows.map(toOfflineRow), OFFLINE_ROW)}
        hasMore={stations.next !== null}
      />
    </Page>
  )
}
