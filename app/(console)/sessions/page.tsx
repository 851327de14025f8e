import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { SessionFilters } from '@/components/sessions/session-filters'
import { ExportSessions, SessionsList } from '@/components/sessions/sessions-list'
import { Page } from '@/components/shell/page'
import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { getCustomer } from '@/lib/customers/queries'
import { listSessions } from '@/lib/sessions/queries/list-sessions'
import { FILTER_KEYS, sessionFilterSchema, toFilter } from '@/lib/sessions/session-filter'
import { listSites } from '@/lib/sites/queries'
import { getToken } from '@/lib/tokens/queries'
import { ListViews } from '../list-views'
import { moreSessionsAction } from './actions'
import { countedBy } from './counted-by'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sessions'))('title') }
}

const FIRST_ROWS = 200

export default async function SessionsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('sessions.read')
  const query = await searchParams
  const filter = sessionFilterSchema.parse(Object.fromEntries(FILTER_KEYS.map((key) => [key, queryParam(query[key])])))
  const [first, sites, tokenName, customerName, counted] = await Promise.all([
    listSessions(actor, { ...toFilter(filter), limit: FIRST_ROWS }),
    mayDo(actor.role, 'sites.read') ? listSites(actor, { limit: 1000 }) : { rows: [] },
    nameOfToken(actor, filter.token),
    nameOfCustomer(actor, filter.customer),
    countedBy(actor, filter),
  ])
  const t = await getTranslations('sessions')
  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={
        <>
          <ListViews
            actor={actor}
            place="sessions"
            ready={[
              { name: t('views.all'), query: '' },
              { name: t('views.active'), query: 'status=active' },
              { name: t('views.review'), query: 'review=open' },
            ]}
          />
          <ExportSessions />
        </>
      }
    >
      <SessionFilters
        sites={sites.rows.map((site) => ({ id: String(site.id), name: site.name }))}
        tokenName={tokenName}
        customerName={customerName}
        counted={counted}
      />
      <SessionsList first={first} filter={filter} more={moreSessionsAction} />
    </Page>
  )
}

/** A filter's id in words; null when it is not this reader's to know. */
async function nameOfToken(actor: Actor, id: string | undefined): Promise<string | null> {
  if (id === undefined || !mayDo(actor.role, 'tokens.read')) return null
  const token = await getToken(actor, BigInt(id)).catch(() => null)
  return token && (token.name || token.value)
}

async function nameOfCustomer(actor: Actor, id: string | undefined): Promise<string | null> {
  if (id === undefined || id === '0' || !mayDo(actor.role, 'customers.read')) return null
  return (await getCustomer(actor, BigInt(id)).catch(() => null))?.name ?? null
}
