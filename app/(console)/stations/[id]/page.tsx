import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { requireActor } from '@/app/session'
import { MaintenancePanel } from '@/components/maintenance/maintenance-panel'
import { shownWindow } from '@/components/maintenance/shown-window'
import { isInSight } from '@/components/station/in-sight'
import { StationView } from '@/components/station/station-view'
import { isTab } from '@/components/station/tabs'
import type { Locale } from '@/i18n/locales'
import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { type CommandView, listCommands } from '@/lib/commands/queries'
import { causeTitles } from '@/lib/faults/cause-titles'
import { listLiveFaults } from '@/lib/faults/queries/list-live-faults'
import type { LiveCommand } from '@/lib/live/events'
import { toLiveSession } from '@/lib/live/queries'
import { listMaintenance } from '@/lib/maintenance/queries/list-maintenance'
import { listSessions } from '@/lib/sessions/queries/list-sessions'
import { findStation } from '@/lib/stations/queries/find-station'
import { listTokens } from '@/lib/tokens/queries'
import { revokeCertificateAction } from '../../fleet/certificates/actions'
import { beginMaintenanceAction, endMaintenanceAction } from '../../maintenance-actions'
import { moreMessages, readMessage } from '../../messages/actions'
import { accept, command, edit, editOutlet, reject, setPassword } from '../actions'
import { moreStory } from './actions'
import { commandDetails, repairStationAction, valueHistory } from './device-actions'
import { addMeterKeyAction, removeMeterKeyAction } from './meter-key-actions'
import { readTab } from './read-tab'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).id) }
}

export default async function StationPage({ params, searchParams }: Props) {
  const actor = await requireActor('stations.read')
  const station = await findStation(actor, decodeURIComponent((await params).id))
  if (!station) notFound()
  const identity = station.station.id
  const query = oneEach(await searchParams)
  const tab = isTab(query.tab) ? query.tab : 'now'
  const now = Date.now()
  const locale = (await getLocale()) as Locale
  const mayCommand = mayDo(actor.role, 'stations.command')
  const [{ rows: sessions }, commands, tokens, faults, windows] = await Promise.all([
    listSessions(actor, { stationId: identity, status: 'active', limit: 100 }),
    mayCommand ? listCommands(actor, { stationId: identity, limit: 10 }) : { rows: [] },
    mayCommand ? knownTokens(actor) : [],
    listLiveFaults(actor, { stationId: identity }),
    listMaintenance(actor, { stationId: identity }),
  ])
  return (
    <StationView
      station={station}
      tab={tab}
      content={await readTab(actor, identity, { tab, query, sessionIds: sessions.map(({ id }) => id) })}
      sessions={sessions.map(toLiveSession)}
      commands={commands.rows.filter(({ queuedAt }) => isInSight(queuedAt, now)).map(toLiveCommand)}
      tokens={tokens}
      maintenance={
        <MaintenancePanel
          windows={windows.map(shownWindow)}
          place={{ stationId: identity }}
          timeZone={station.timeZone}
          actions={
            mayDo(actor.role, 'faults.write') ? { begin: beginMaintenanceAction, end: endMaintenanceAction } : null
          }
        />
      }
      faults={faults.map(({ event }) => event.fault)}
      causes={causeTitles(
        faults.map(({ event }) => event.fault.cause),
        locale,
      )}
      may={{
        command: mayCommand,
        write: mayDo(actor.role, 'stations.write'),
        readMessages: mayDo(actor.role, 'messages.read'),
        readFiles: mayDo(actor.role, 'files.read'),
        readCertificates: mayDo(actor.role, 'certificates.read'),
      }}
      actions={{
        command,
        edit,
        editOutlet,
        setPassword,
        accept,
        reject,
        moreMessages,
        readMessage,
        addMeterKey: addMeterKeyAction,
        removeMeterKey: removeMeterKeyAction,
        moreStory,
        valueHistory,
        commandDetails,
        repairStation: repairStationAction,
        revokeCertificate: revokeCertificateAction,
      }}
    />
  )
}

const oneEach = (query: Awaited<Props['searchParams']>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(query).map(([key, value]) => [key, Array.isArray(value) ? value[0] : value]))

/** Tokens to start with, for who may see them all; others write what the driver shows. */
async function knownTokens(actor: Actor) {
  if (!mayDo(actor.role, 'tokens.read') || actor.siteIds !== null) return []
  const { rows } = await listTokens(actor, { active: true, limit: 200 })
  return rows.map(({ value, name }) => ({ value, name }))
}

const toLiveCommand = ({ id, stationId, command: asked, ...view }: CommandView): LiveCommand => ({
  id: String(id),
  stationId,
  type: asked.type,
  stage: view.stage,
  error: view.error,
  problem: view.problem,
  answerStatus: view.answerStatus,
  queuedAt: view.queuedAt.toISOString(),
})
