import type { Tab, TabContent } from '@/components/station/tabs'
import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { getStationSecurity } from '@/lib/certificates/queries/get-station-security'
import { listConfiguration } from '@/lib/configuration/queries/list-configuration'
import { env } from '@/lib/env'
import { type MessageQuery, toMessageFilter } from '@/lib/messages/message-filter'
import { listMessageActions } from '@/lib/messages/queries/list-message-actions'
import { listMessages } from '@/lib/messages/queries/list-messages'
import { listMonitors } from '@/lib/monitors/queries/list-monitors'
import { getOfflineStation } from '@/lib/offline-policy/queries/list-offline-stations'
import { listCurve } from '@/lib/sessions/queries/list-readings'
import { listMeterKeys } from '@/lib/signed-meter-values/queries/list-meter-keys'
import { listSites } from '@/lib/sites/queries'
import { listTariffs } from '@/lib/tariffs/queries/list-tariffs'
import { listStationDrift, listTemplateNames } from '@/lib/templates/queries/list-templates'
import { readFiles } from './read-files'
import { readHoldings } from './read-holdings'
import { readLimits } from './read-limits'
import { readStory } from './read-story'

/** A chart for each would be too many; a station with more outlets than this shows the first. */
const MOST_CURVES = 8

/** Only what the open tab shows is read; null when the reader may not see it. */
export async function readTab(
  actor: Actor,
  identity: string,
  { tab, query, sessionIds }: { tab: Tab; query: MessageQuery; sessionIds: readonly bigint[] },
): Promise<TabContent | null> {
  switch (tab) {
    case 'now':
      return { tab, curves: await readCurves(actor, sessionIds.slice(0, MOST_CURVES)) }
    case 'story':
      return { tab, ...(await readStory(actor, identity)) }
    case 'messages': {
      if (!mayDo(actor.role, 'messages.read')) return null
      const [page, actionNames] = await Promise.all([
        listMessages(actor, { ...toMessageFilter(query), station: identity }),
        listMessageActions(actor, identity),
      ])
      return { tab, query, actionNames, page }
    }
    case 'limits':
      return mayDo(actor.role, 'stations.command') ? readLimits(actor, identity) : null
    case 'configuration':
      return mayDo(actor.role, 'stations.command') ? readConfiguration(actor, identity) : null
    case 'offline':
      return mayDo(actor.role, 'fleet.read') ? { tab, station: await getOfflineStation(actor, identity) } : null
    case 'files':
      return mayDo(actor.role, 'files.read') ? readFiles(actor, identity) : null
    case 'security':
      return mayDo(actor.role, 'certificates.read')
        ? {
            tab,
            security: await getStationSecurity(actor, identity),
            mayRevoke: mayDo(actor.role, 'certificates.write'),
          }
        : null
    case 'about': {
      const holdings = mayDo(actor.role, 'stations.command') ? await readHoldings(actor, identity) : null
      const publicPage = env().PUBLIC_STATION_PAGES ? `/s/${encodeURIComponent(identity)}` : null
      const shown = { tab, holdings, publicPage }
      if (!mayDo(actor.role, 'stations.write')) return { ...shown, sites: [], tariffs: [], meterKeys: [] }
      const [sites, tariffs, meterKeys] = await Promise.all([
        listSites(actor, { limit: 1000 }),
        listTariffs(actor, { limit: 1000 }),
        listMeterKeys(actor, identity),
      ])
      const named = ({ id, name }: { id: bigint; name: string }) => ({ id: String(id), name })
      return { ...shown, sites: sites.rows.map(named), tariffs: tariffs.rows.map(named), meterKeys }
    }
  }
}

async function readConfiguration(actor: Actor, identity: string): Promise<TabContent> {
  const [rows, monitors, drift, names] = await Promise.all([
    listConfiguration(actor, identity),
    listMonitors(actor, identity),
    listStationDrift(actor, identity),
    mayDo(actor.role, 'fleet.read') ? listTemplateNames(actor) : [],
  ])
  const templates = Object.fromEntries(names.map(({ id, name }) => [String(id), name]))
  return { tab: 'configuration', rows, monitors, drift, templates }
}

async function readCurves(actor: Actor, sessionIds: readonly bigint[]) {
  const curves = await Promise.all(sessionIds.map((id) => listCurve(actor, id)))
  return Object.fromEntries(
    curves.map((curve, index) => [
      String(sessionIds[index]),
      curve.map(({ at, powerW }) => ({ at: at.getTime(), powerW })),
    ]),
  )
}
