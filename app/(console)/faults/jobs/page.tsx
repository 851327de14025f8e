import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { JobsList, NewJob } from '@/components/faults/jobs/jobs-list'
import { PastJobs } from '@/components/faults/jobs/past-jobs'
import { Page } from '@/components/shell/page'
import { TabRow } from '@/components/shell/tab-row'
import type { Locale } from '@/i18n/locales'
import { mayDo } from '@/lib/access/acts'
import { listOpenFieldWork, listPastFieldWork } from '@/lib/field/queries/list-field-work'
import { listTechnicians } from '@/lib/field/queries/list-technicians'
import { ListViews } from '../../list-views'
import { DISPATCH_ACTIONS } from '../[id]/dispatch'
import { FaultTabs } from '../fault-tabs'
import { moreJobsAction } from './actions'
import { toListedJob } from './to-listed-job'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('field'))('desk.title') }
}

/** "Who is out, where, and what is waiting for somebody?" */
export default async function JobsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('field.work')
  const isPast = queryParam((await searchParams).show) === 'past'
  const locale = (await getLocale()) as Locale
  const [t, field] = [await getTranslations('field.desk'), await getTranslations('field')]
  const now = new Date()
  const technicians = mayDo(actor.role, 'faults.write') ? await listTechnicians(actor) : null
  return (
    <Page
      title={t('title')}
      description={t('description')}
      className="gap-3"
      actions={
        <>
          <ListViews
            actor={actor}
            place="jobs"
            ready={[
              { name: t('views.all'), query: '' },
              {
                name: t('views.nobodys'),
                query: new URLSearchParams({ technician: field('dispatch.nobody') }).toString(),
              },
              { name: t('views.onSite'), query: 'state=on-site' },
              { name: t('past'), query: 'show=past' },
            ]}
          />
          {technicians && (
            <NewJob
              technicians={technicians.map(({ id, name, openJobs }) => ({ id: String(id), name, openJobs }))}
              actions={DISPATCH_ACTIONS}
            />
          )}
        </>
      }
    >
      <div className="flex flex-wrap items-end justify-between gap-x-4 border-b [&>nav]:border-b-0">
        <FaultTabs actor={actor} here="jobs" />
        <TabRow
          label={t('which')}
          tabs={[
            { href: '/faults/jobs', label: t('toDo'), isHere: !isPast },
            { href: '/faults/jobs?show=past', label: t('past'), isHere: isPast },
          ]}
        />
      </div>
      {isPast ? (
        <PastJobs first={await readPast()} more={moreJobsAction} />
      ) : (
        <JobsList jobs={(await listOpenFieldWork(actor)).map((row) => toListedJob(row, locale, now))} />
      )}
    </Page>
  )

  async function readPast() {
    const { rows, next } = await listPastFieldWork(actor)
    return { rows: rows.map((row) => toListedJob(row, locale, now)), next }
  }
}
