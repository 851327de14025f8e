import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { idParam, orNotFound, type Params } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { OrderView } from '@/components/faults/dispatch/order-view'
import { JobFresh } from '@/components/faults/jobs/job-fresh'
import { Page } from '@/components/shell/page'
import { Card, CardContent } from '@/components/ui/card'
import type { Locale } from '@/i18n/locales'
import { mayDo } from '@/lib/access/acts'
import { causeTitle } from '@/lib/faults/cause-titles'
import { getFault } from '@/lib/faults/queries/get-fault'
import { listTechnicians } from '@/lib/field/queries/list-technicians'
import { getWorkOrder, listWorkEntries } from '@/lib/field/queries/list-work-orders'
import { isOver } from '@/lib/field/work-order'
import { DISPATCH_ACTIONS, toShownOrder } from '../../[id]/dispatch'

interface Props {
  params: Params<'id'>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const actor = await requireActor('field.work')
  return { title: (await orNotFound(getWorkOrder(actor, idParam((await params).id)))).title }
}

/** One job from the desk: who, where, why, and what was done there. */
export default async function JobPage({ params }: Props) {
  const actor = await requireActor('field.work')
  const id = idParam((await params).id)
  const mayWrite = mayDo(actor.role, 'faults.write')
  const order = await orNotFound(getWorkOrder(actor, id))
  const [t, locale, entries, technicians, fault] = await Promise.all([
    getTranslations('field.desk'),
    getLocale(),
    listWorkEntries(actor, id),
    mayWrite ? listTechnicians(actor) : [],
    order.faultId === null || !mayDo(actor.role, 'faults.read') ? null : getFault(actor, order.faultId),
  ])
  const faultTitle = fault && (causeTitle(fault.cause, locale as Locale) ?? fault.code)
  return (
    <Page
      title={order.title}
      description={
        <span className="flex flex-wrap gap-x-3">
          <Link href="/faults/jobs" className="underline underline-offset-4">
            {t('title')}
          </Link>
          <Link href={`/stations/${encodeURIComponent(order.stationId)}`} className="underline underline-offset-4">
            {t('atStation', { station: order.stationId })}
          </Link>
          {fault && (
            <Link href={`/faults/${fault.id}`} className="underline underline-offset-4">
              {t('forFault', { fault: faultTitle ?? '' })}
            </Link>
          )}
        </span>
      }
    >
      <JobFresh isOpen={!isOver(order.state)} stationId={order.stationId} />
      <Card>
        <CardContent className="pt-4">
          <OrderView
            order={toShownOrder(order, entries)}
            fault={fault && { id: String(fault.id), title: faultTitle ?? '', needsStation: fault.stationId === null }}
            technicians={technicians.map(({ id, name, openJobs }) => ({ id: String(id), name, openJobs }))}
            actions={mayWrite ? DISPATCH_ACTIONS : null}
            isAlone
          />
        </CardContent>
      </Card>
    </Page>
  )
}
