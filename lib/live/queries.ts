import type { Actor } from '../access/actor'
import { mayDo, requireAct } from '../access/acts'
import { sitesInScope } from '../access/scope'
import { readProblem } from '../commands/problem'
import { pool } from '../db/client'
import { listLiveFaults } from '../faults/queries/list-live-faults'
import { listSessions, type SessionRow } from '../sessions/queries/list-sessions'
import { listStations } from '../stations/queries/list-stations'
import type { ChargingState, CommandStage, LiveCommand, LiveSession, ScopedEvent } from './events'

/** More than any network this is sized for. */
const ALL = 100_000
/** How long settled commands are still worth showing. */
const COMMAND_MINUTES = 15

/** Everything a browser is told at first: all stations, running sessions, the last minutes' commands, open faults. */
export async function listLiveState(actor: Actor): Promise<readonly ScopedEvent[]> {
  const [stations, sessions, commands, faults] = await Promise.all([
    mayDo(actor.role, 'stations.read') ? listStations(actor, { limit: ALL }) : { rows: [] },
    listSessions(actor, { status: 'active', limit: ALL }),
    mayDo(actor.role, 'stations.read') ? listLiveCommands(actor) : [],
    mayDo(actor.role, 'faults.read') ? listLiveFaults(actor) : [],
  ])
  return [
    ...stations.rows.map(({ station, site }) => ({
      event: { type: 'station' as const, station },
      siteId: site === null ? null : String(site.id),
      customerId: null,
    })),
    ...sessions.rows.map((session) => ({
      event: { type: 'session' as const, session: toLiveSession(session) },
      siteId: session.site === null ? null : String(session.site.id),
      customerId: session.customer === null ? null : String(session.customer.id),
    })),
    ...commands,
    ...faults,
  ]
}

/** A session row as the live stream tells it. */
export function toLiveSession(row: SessionRow): LiveSession {
  return {
    id: String(row.id),
    stationId: row.stationId,
    siteId: row.site === null ? null : String(row.site.id),
    evse: row.evse,
    connector: row.connector,
    status: row.status,
    who: row.who,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    chargingState: row.chargingState as ChargingState,
    energyWh: row.energyWh,
    powerW: row.powerW,
    socPercent: row.socPercent,
    lastReadingAt: row.lastReadingAt?.toISOString() ?? null,
    total: row.price?.total ?? null,
    currency: row.price?.currency ?? null,
    unpriced: row.price?.unpriced ?? null,
    reviewCount: row.openReviews.length,
  }
}

interface CommandRead {
  id: string
  identity: string
  site_id: string | null
  type: string
  stage: CommandStage
  error: string | null
  problem: unknown
  answer_status: string | null
  queued_at: Date
}

const COMMAND_COLUMNS = `command.id, station.identity, station.site_id, command.type, command.stage, command.error, command.problem,
  command.answer ->> 'status' AS answer_status, command.queued_at`

/** Commands of the last minutes, newest last. */
export async function listLiveCommands(actor: Actor): Promise<readonly ScopedEvent[]> {
  requireAct(actor, 'stations.read')
  const { rows } = await pool().query<CommandRead>(
    `SELECT ${COMMAND_COLUMNS} FROM command JOIN station ON station.id = command.station_id
     WHERE command.queued_at > now() - make_interval(mins => $1) AND ($2::bigint[] IS NULL OR station.site_id = ANY($2))
     ORDER BY command.id`,
    [COMMAND_MINUTES, sitesInScope(actor)],
  )
  return rows.map((row) => ({
    event: { type: 'command', command: liveCommand(row) },
    siteId: row.site_id,
    customerId: null,
  }))
}

function liveCommand(row: CommandRead): LiveCommand {
  return {
    id: row.id,
    stationId: row.identity,
    type: row.type,
    stage: row.stage,
    error: row.error,
    problem: readProblem(row.problem),
    answerStatus: row.answer_status,
    queuedAt: row.queued_at.toISOString(),
  }
}
