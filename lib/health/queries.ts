import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { requireAllSites } from '../access/scope'
import { pool } from '../db/client'
import { PROCESS_BELIEVED_FOR_MS } from '../db/process-state'
import { getToday, type Today } from '../overview/queries/get-today'

export type Standing = 'up' | 'down'

/** Whether the house can do its work: the console needs the database, stations the gateway, the clock the worker. */
export interface Health {
  readonly database: Standing
  readonly gateway: Standing
  readonly worker: Standing
}

/** Longer than this is as good as no answer for a readiness probe. */
const PATIENCE_MS = 2_000

/** Asks for no actor: it says nothing of the business. Never throws. */
export async function readHealth(): Promise<Health> {
  const seen = await seenProcesses()
  if (seen === null) return { database: 'down', gateway: 'down', worker: 'down' }
  const standing = (kind: string): Standing => (seen.has(kind) ? 'up' : 'down')
  return { database: 'up', gateway: standing('gateway'), worker: standing('worker') }
}

/** The kinds of process that said so lately; null when the database does not answer. */
async function seenProcesses(): Promise<ReadonlySet<string> | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS)
  })
  const asked = pool()
    .query<{ kind: string }>(
      `SELECT DISTINCT kind FROM process_state WHERE seen_at > now() - $1::float8 * interval '1 millisecond'`,
      [PROCESS_BELIEVED_FOR_MS],
    )
    .then(
      ({ rows }) => new Set(rows.map((row) => row.kind)),
      () => null,
    )
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
  }
}

/** What monitoring wants to know of the whole network. */
export interface NetworkFigures {
  readonly stations: Readonly<Record<'online' | 'offline' | 'pending', number>>
  readonly activeSessions: number
  /** The same figures as the overview's. */
  readonly today: Today
  /** Commands of the last 24 hours by stage. */
  readonly commands: readonly { readonly stage: string; readonly count: number }[]
}

/** Only for who sees every site. @param zone whose midnight begins today @throws DomainError forbidden */
export async function getNetworkFigures(actor: Actor, zone: string): Promise<NetworkFigures> {
  requireAct(actor, 'overview.read')
  requireAllSites(actor)
  const [stations, active, today, commands] = await Promise.all([
    pool().query<{ online: string; offline: string; pending: string }>(
      `SELECT count(*) FILTER (WHERE s.registration = 'accepted' AND st.online) AS online,
              count(*) FILTER (WHERE s.registration = 'accepted' AND st.online IS NOT TRUE) AS offline,
              count(*) FILTER (WHERE s.registration = 'pending') AS pending
       FROM station s LEFT JOIN station_state st ON st.station_id = s.id`,
    ),
    pool().query<{ count: string }>(`SELECT count(*) FROM session WHERE status = 'active'`),
    getToday(actor, zone),
    pool().query<{ stage: string; count: string }>(
      `SELECT stage, count(*) FROM command WHERE queued_at > now() - interval '24 hours' GROUP BY stage`,
    ),
  ])
  const counted = stations.rows[0]
  return {
    stations: {
      online: Number(counted?.online ?? 0),
      offline: Number(counted?.offline ?? 0),
      pending: Number(counted?.pending ?? 0),
    },
    activeSessions: Number(active.rows[0]?.count ?? 0),
    today,
    commands: commands.rows.map((row) => ({ stage: row.stage, count: Number(row.count) })),
  }
}
