import { problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { OFFLINE_ROW, toOfflineRow } from '@/components/offline/offline-row'
import { DomainError } from '@/lib/kernel/errors'
import { packRows } from '@/lib/kernel/pack-rows'
import { listOfflineStations } from '@/lib/offline-policy/queries/list-offline-stations'

export const dynamic = 'force-dynamic'

/** More than any network this is sized for. */
const ALL = 100_000

/** How all stations stand without us, for the list of /fleet/offline, which comes with only the first of them. */
export async function GET(): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
    const { rows } = await listOfflineStations(actor, { limit: ALL })
    return new Response(packRows(rows.map(toOfflineRow), OFFLINE_ROW), {
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    })
  } catch (error) {
    return problemOf(error)
  }
}
