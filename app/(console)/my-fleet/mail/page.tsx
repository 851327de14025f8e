import { MailCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound, queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { PageTurner } from '@/components/data-table/page-turner'
import { MailingsTable } from '@/components/mailings/mailings-table'
import { shownMailing } from '@/components/mailings/shown-mailing'
import { FleetTabs } from '@/components/my-fleet/fleet-tabs'
import { SchedulesCard } from '@/components/my-fleet/schedules-card'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { mayDo } from '@/lib/access/acts'
import { listMailings } from '@/lib/mailings/queries/list-mailings'
import { listSchedules } from '@/lib/mailings/queries/list-schedules'
import { readMailingAction } from '../../settings/mailings/actions'
import { deleteScheduleAction, keepScheduleAction } from '../actions'
import { ownCustomer } from '../own-customer'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('myFleet'))('mail.title') }
}

/** What comes by mail, to whom, and did it? */
export default async function FleetMailPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('mailings.read')
  const query = await searchParams
  const { customer, keep } = await ownCustomer(actor, query)
  const before = queryParam(query.before)
  const [schedules, mailings] = await orNotFound(
    Promise.all([
      listSchedules(actor, { customerId: customer.id, kinds: ['fleet-month'] }),
      listMailings(actor, { customerId: customer.id, cursor: before, limit: 25 }),
    ]),
  )
  const t = await getTranslations('myFleet')
  const mayWrite = mayDo(actor.role, 'own-fleet.write')
  return (
    <Page title={t('mail.title')} description={t('mail.description')}>
      <FleetTabs here="mail" keep={keep} />
      <SchedulesCard
        customerId={String(customer.id)}
        suggested={customer.email ?? ''}
        language={customer.language}
        schedules={schedules.map(({ customer: _customer, filter: _filter, lastSentAt, id, ...row }) => ({
          ...row,
          id: String(id),
          lastSentAt: lastSentAt?.toISOString() ?? null,
        }))}
        keepAction={mayWrite ? keepScheduleAction : null}
        removeAction={mayWrite ? deleteScheduleAction : null}
      />
      <h2 className="font-medium">{t('mail.log')}</h2>
      <Card className="overflow-hidden">
        {mailings.rows.length > 0 ? (
          <MailingsTable rows={mailings.rows.map(shownMailing)} read={readMailingAction} actions={null} />
        ) : (
          <EmptyState icon={<MailCheck />} title={t('mail.emptyTitle')} text={t('mail.emptyText')} />
        )}
      </Card>
      <PageTurner
        wanted={{
          ...(keep === '' ? {} : { customer: String(customer.id) }),
          ...(before === undefined ? {} : { before }),
        }}
        next={mailings.next}
      />
    </Page>
  )
}
