'use server'

import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { Found } from '@/components/shell/command-palette'
import type { Locale } from '@/i18n/locales'
import type { Actor } from '@/lib/access/actor'
import { type Act, mayDo } from '@/lib/access/acts'
import { causeTitle } from '@/lib/faults/cause-titles'
import { getFault } from '@/lib/faults/queries/get-fault'
import { listFaults } from '@/lib/faults/queries/list-faults'
import { searchFieldWork } from '@/lib/field/queries/list-field-work'
import { getWorkOrder } from '@/lib/field/queries/list-work-orders'
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
    from('faults.read', () => findFaults(actor, search)),
    from('field.work', () => findJobs(actor, search)),
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

const idOf = (search: string): bigint | null => (/^\d{1,18}$/.test(search) ? BigInt(search) : null)

/** What is wrong before what was; one of that number before all. */
async function findFaults(actor: Actor, search: string): Promise<readonly Found[]> {
  const [locale, t] = [(await getLocale()) as Locale, await getTranslations('faults')]
  const id = idOf(search)
  const exact = id === null ? null : await getFault(actor, id).catch(() => null)
  const open = await listFaults(actor, { search, isOpen: true, limit: EACH })
  const closed =
    open.rows.length < EACH ? await listFaults(actor, { search, isOpen: false, limit: EACH }) : { rows: [] }
  const rows = [...(exact === null ? [] : [exact]), ...[...open.rows, ...closed.rows].filter((row) => row.id !== id)]
  return rows.slice(0, EACH).map((fault) => ({
    kind: 'fault',
    href: `/faults/${fault.id}`,
    title: `${fault.id} ${causeTitle(fault.cause, locale) ?? fault.code}`,
    detail: [
      fault.stationName || fault.stationId || fault.site?.name,
      t(fault.closedAt === null ? `stage.${fault.stage}` : 'columns.closed'),
    ]
      .filter(Boolean)
      .join(' · '),
  }))
}

async function findJobs(actor: Actor, search: string): Promise<readonly Found[]> {
  const t = await getTranslations('field.state')
  const id = idOf(search)
  const exact = id === null ? null : await getWorkOrder(actor, id).catch(() => null)
  const rows = (await searchFieldWork(actor, search, EACH)).filter((row) => row.id !== id)
  return [
    ...(exact === null ? [] : [{ ...exact, place: exact.stationId }]),
    ...rows.map(({ station, ...row }) => ({ ...row, place: station.name || station.identity })),
  ]
    .slice(0, EACH)
    .map((job) => ({
      kind: 'job',
      href: `/faults/jobs/${job.id}`,
      title: `${job.id} ${job.title}`,
      detail: [job.place, t(job.state)].join(' · '),
    }))
}
