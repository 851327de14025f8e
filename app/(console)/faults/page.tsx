import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { ClosedFaults } from '@/components/faults/closed-faults'
import { LISTED_FAULT } from '@/components/faults/listed-fault'
import { OpenFaults } from '@/components/faults/open-faults'
import { Page } from '@/components/shell/page'
import type { Locale } from '@/i18n/locales'
import { mayDo } from '@/lib/access/acts'
import { causeTitles } from '@/lib/faults/cause-titles'
import { listFaults } from '@/lib/faults/queries/list-faults'
import { listWorkers } from '@/lib/faults/queries/list-workers'
import { packRows } from '@/lib/kernel/pack-rows'
import { usualIncome } from '@/lib/overview/queries/usual-income'
import { ListViews } from '../list-views'
import { moreFaultsAction } from './actions'
import { FAULT_ACTIONS } from './fault-actions'
import { FaultTabs } from './fault-tabs'
import { toListed } from './to-listed'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('faults'))('title') }
}

/** A browser holds them all; beyond this nobody reads them. */
const MOST_OPEN = 5_000
const FIRST_CLOSED = 200

export default async function FaultsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('faults.read')
  const query = await searchParams
  const isClosed = queryParam(query.state) === 'closed'
  const locale = (await getLocale()) as Locale
  const mayWrite = mayDo(actor.role, 'faults.write')
  const [t, income, workers] = await Promise.all([
    getTranslations('faults'),
    usualIncome(actor),
    mayWrite ? listWorkers(actor) : [],
  ])
  const me = actor.ref.startsWith('user:') ? actor.ref.slice('user:'.length) : null
  const myName = workers.find(({ id }) => id === me)?.name
  const savedViews = (
    <ListViews
      actor={actor}
      place="faults"
      ready={[
        { name: t('ready.all'), query: '' },
        ...(myName ? [{ name: t('ready.mine'), query: new URLSearchParams({ assignee: myName }).toString() }] : []),
        { name: t('ready.nobodys'), query: new URLSearchParams({ assignee: t('assign.nobody') }).toString() },
        { name: t('ready.grave'), query: 'severity=grave' },
        { name: t('ready.board'), query: 'layout=board' },
      ]}
    />
  )
  const tabs = <FaultTabs actor={actor} here={isClosed ? 'closed' : 'open'} />

  if (isClosed) {
    const search = queryParam(query.q)
    const filter = search === undefined ? {} : { search }
    const { rows, next } = await listFaults(actor, { ...filter, isOpen: false, limit: FIRST_CLOSED })
    return (
      <Page title={t('title')} description={t('description')} className="gap-3">
        <ClosedFaults
          first={{ rows: rows.map((row) => toListed(row, locale, null)), next }}
          filter={filter}
          more={moreFaultsAction}
          currency={income.currency}
          tabs={tabs}
          views={savedViews}
        />
      </Page>
    )
  }
  const { rows } = await listFaults(actor, { isOpen: true, limit: MOST_OPEN })
  return (
    <Page title={t('title')} description={t('description')} className="gap-3">
      <OpenFaults
        packed={packRows(
          rows.map((row) => toListed(row, locale, income)),
          LISTED_FAULT,
        )}
        causes={causeTitles(
          rows.map(({ cause }) => cause),
          locale,
        )}
        currency={income.currency}
        workers={workers}
        me={mayWrite ? me : null}
        actions={mayWrite ? FAULT_ACTIONS : null}
        tabs={tabs}
        views={savedViews}
      />
    </Page>
  )
}
