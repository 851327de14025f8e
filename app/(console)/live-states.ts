import type { Actor } from '@/lib/access/actor'
import type { LiveSession, LiveStation } from '@/lib/live/events'
import { liveHub } from '@/lib/live/process-hub'
import { maySee } from '@/lib/live/scope'

interface LiveStates {
  readonly stations: readonly { readonly station: LiveStation; readonly siteId: string | null }[]
  /** Running. */
  readonly sessions: readonly LiveSession[]
}

/** What the actor may see of what this process's hub holds in memory. Null when the hub cannot say. */
export async function liveStates(actor: Actor): Promise<LiveStates | null> {
  const hub = await liveHub().catch(() => null)
  if (hub === null || !hub.isReady || hub.isClosed) return null
  const stations: { station: LiveStation; siteId: string | null }[] = []
  const sessions: LiveSession[] = []
  for (const { scoped } of hub.newest()) {
    if (!maySee(actor, scoped)) continue
    const { event, siteId } = scoped
    if (event.type === 'station') stations.push({ station: event.station, siteId })
    else if (event.type === 'session' && event.session.status === 'active') sessions.push(event.session)
  }
  return { stations, sessions }
}
