'use server'

import { getFormatter } from 'next-intl/server'
import { z } from 'zod'
import type { Found } from '@/components/shell/command-palette'
import { type Act, mayDo } from '@/lib/access/acts'
import { DomainError } from '@/lib/kernel/errors'
import { unstorableText } from '@/lib/kernel/unstorable'
import { getSession } from '@/lib/sessions/queries/get-session'
import { listSessions } from '@/lib/sessions/queries/list-sessions'
import { listSites } from '@/lib/sites/queries'
import { listStations } from '@/lib/stations/queries/list-stations'
import { listTariffs } from '@/lib/tariffs/queries/list-tariffs'
import { listTokens } from '@/lib/tokens/queries'
import { currentActor } from './session'

const EACH = 6
const query = z.string().trim().min(2).max(100)

/** The first few of everything the reader may see that answers to the words. */
export async function searchEverything(words: string): Promise<readonly Found[]> {
  const actor = await currentActor()
  const parsed = query.safeParse(words)
  if (!actor || !parsed.success || unstorableText(words) !== null) return []
  const search = parsed.data
  const has = (text: string) => text.toLocaleLowerCase('sv').includes(search.toLocaleLowerCase('sv'))
  const format = await getFormatter()

  /** Nothing from rooms the reader may not enter, also when only some sites are theirs. */
  const from = async (act: Act, read: () => Promise<readonly Found[]>): Promise<readonly Found[]> => {
    if (!mayDo(actor.role, act)) return []
    return read().catch((error: unknown) => {
      if (error instanceof DomainError) return []
      throw error
    })
  }

  const found = await Promise.all([
    from('stations.read', async () =>
      (await listStations(actor, { search, limit: EACH })).rows.map((station) => ({
        kind: 'station',
        href: `/stations/${encodeURIComponent(station.station.id)}`,
        title: station.name ? `${station.station.id} ${station.name}` : station.station.id,
        detail: station.site?.name ?? '',
      })),
    ),
    from('sites.read', async () =>
      (await listSites(actor, { limit: 500 })).rows
        .filter((site) => has(`${site.name} ${site.city}`))
        .slice(0, EACH)
        .map((site) => ({ kind: 'site', href: `/sites/${site.id}`, title: site.name, detail: site.city })),
    ),
    from('sessions.read', async () => {
      const exact = /^\d{1,18}$/.test(search) ? [await getSession(actor, BigInt(search)).catch(() => null)] : []
      const { rows } = await listSessions(actor, { search, limit: EACH })
      return [...exact.filter((session) => session !== null), ...rows].slice(0, EACH).map((session) => ({
        kind: 'session',
        href: `/sessions/${session.id}`,
        title: `${session.id} ${session.stationName || session.stationId}`,
        detail: format.dateTime(session.startedAt, { dateStyle: 'short', timeStyle: 'short' }),
      }))
    }),
    from('tokens.read', async () =>
      (await listTokens(actor, { search, limit: EACH })).rows.map((token) => ({
        kind: 'token',
        href: `/tokens?q=${encodeURIComponent(token.value)}`,
        title: token.name || token.value,
        detail: token.name ? token.value : '',
      })),
    ),
    from('tariffs.read', async () =>
      (await listTariffs(actor, { limit: 200 })).rows
        .filter((tariff) => has(tariff.name))
        .slice(0, EACH)
        .map((tariff) => ({ kind: 'tariff', href: `/tariffs/${tariff.id}`, title: tariff.name, detail: '' })),
    ),
  ])
  return found.flat()
}
