import { problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { STATION_LIST_ROW, toListRow } from '@/components/stations/station-list-row'
import { DomainError } from '@/lib/kernel/errors'
import { packRows } from '@/lib/kernel/pack-rows'
import { placesOf, WATCHED_SITE } from '@/lib/overview/places-of'
import { listStations } from '@/lib/stations/queries/list-stations'

export const dynamic = 'force-dynamic'

/** More than any network this is sized for. */
const ALL = 100_000

/** All stations for the console's list, which comes with only the first of them: rows, and on the next line their sites. */
export async function GET(): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
    const { rows } = await listStations(actor, { limit: ALL })
    const text = [packRows(rows.map(toListRow), STATION_LIST_ROW), packRows(placesOf(rows), WATCHED_SITE)].join('\n')
    return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })
  } catch (error) {
    return problemOf(error)
  }
}
