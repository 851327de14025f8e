import { problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { DomainError } from '@/lib/kernel/errors'
import { dayIn, lastDays } from '@/lib/performance/period'
import { listHeat } from '@/lib/performance/queries/list-heat'
import { NO_SITE_ZONE } from '@/lib/performance/zone'

export const dynamic = 'force-dynamic'

const DAYS = 90

/** The strips of the stations a list shows: `?stations=` identities, comma between. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
    const stations = new URL(request.url).searchParams.get('stations')?.split(',').filter(Boolean) ?? []
    const period = lastDays(dayIn(new Date(), NO_SITE_ZONE), DAYS)
    const rows = await listHeat(actor, stations, period)
    return Response.json({ from: period.from, rows }, { headers: { 'cache-control': 'private, max-age=300' } })
  } catch (error) {
    return problemOf(error)
  }
}
