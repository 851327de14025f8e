import { actorOfRequest } from '@/app/api/v1/actor-of-request'
import { isDirectLoopback } from '@/app/peer'
import { problem, problemOf } from '@/app/problem'
import { HOME_TIME_ZONE } from '@/i18n/locales'
import { systemActor } from '@/lib/access/actor'
import { env } from '@/lib/env'
import { getNetworkFigures } from '@/lib/health/queries'
import { liveHub } from '@/lib/live/process-hub'
import { meters } from './meters'

export const dynamic = 'force-dynamic'

/**
 * For Prometheus. The figures are business figures: a program on this machine may read them, anyone else needs an API key for
 * the whole network. Behind a proxy on the same machine set TRUST_PROXY, then everybody needs a key.
 */
export async function GET(request: Request): Promise<Response> {
  try {
    const isLocal = isDirectLoopback(request) && !env().TRUST_PROXY
    const actor = isLocal ? systemActor('system') : await actorOfRequest(request)
    if (!actor) {
      return problem('unauthenticated', 'Send a valid API key as "Authorization: Bearer <key>".', {
        headers: { 'www-authenticate': 'Bearer realm="laddvakt"' },
      })
    }
    const { registry, ...gauges } = meters()
    const figures = await getNetworkFigures(actor, HOME_TIME_ZONE)
    gauges.streams.set((await liveHub()).attachedCount)
    for (const [state, count] of Object.entries(figures.stations)) gauges.stations.set({ state }, count)
    gauges.activeSessions.set(figures.activeSessions)
    gauges.energyToday.set(figures.today.energyWh)
    gauges.unpricedToday.set(figures.today.unpricedCount)
    gauges.revenueToday.reset()
    for (const { currency, total } of figures.today.revenue) gauges.revenueToday.set({ currency }, Number(total))
    gauges.commands.reset()
    for (const { stage, count } of figures.commands) gauges.commands.set({ stage }, count)
    return new Response(await registry.metrics(), {
      headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' },
    })
  } catch (error) {
    return problemOf(error)
  }
}
