import type { PreviewSession } from '@/components/tariffs/tariff-preview'
import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { listSessions } from '@/lib/sessions/queries/list-sessions'

const OFFERED = 25

/** The last ended sessions that delivered something, of this tariff first: what a price can be tried on. */
export async function previewSessions(actor: Actor, tariffId?: bigint): Promise<readonly PreviewSession[]> {
  if (!mayDo(actor.role, 'sessions.read')) return []
  const own =
    tariffId === undefined ? [] : (await listSessions(actor, { status: 'ended', tariffId, limit: OFFERED })).rows
  const rows = own.length > 0 ? own : (await listSessions(actor, { status: 'ended', limit: OFFERED })).rows
  return rows
    .filter((session) => session.energyWh > 0)
    .map((session) => ({
      id: String(session.id),
      startedAt: session.startedAt,
      stationId: session.stationId,
      energyWh: session.energyWh,
      timeZone: session.site?.timeZone,
    }))
}
