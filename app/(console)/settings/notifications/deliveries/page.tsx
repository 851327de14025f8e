import { MailX } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound, queryWords, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { PageTurner } from '@/components/data-table/page-turner'
import { DeadLetters } from '@/components/notifications/dead-letters'
import { DeliveriesTable } from '@/components/notifications/deliveries-table'
import { DeliveryFilters } from '@/components/notifications/delivery-filters'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { CHANNELS, DELIVERY_STATES } from '@/lib/notifications/notice'
import { countDeadDeliveries, listDeliveries } from '@/lib/notifications/queries/list-deliveries'
import { listRules } from '@/lib/notifications/queries/list-rules'
import { readDeliveryAction, retryDeadDeliveriesAction, retryDeliveryAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('deliveries.title') }
}

export default async function DeliveriesPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('notifications.write')
  const t = await getTranslations('notifications.deliveries')
  const wanted = queryWords(await searchParams, NAMES)
  const [page, dead, rules] = await orNotFound(
    Promise.all([
      listDeliveries(actor, {
        channels: CHANNELS.filter((channel) => channel === wanted.channel),
        states: DELIVERY_STATES.filter((state) => state === wanted.state),
        ruleId: idOf(wanted.rule),
        faultId: idOf(wanted.fault),
        cursor: wanted.before,
      }),
      countDeadDeliveries(actor),
      listRules(actor),
    ]),
  )
  return (
    <Page title={t('title')} description={t('description')}>
      <DeadLetters dead={[...dead].map(([channel, count]) => ({ channel, count }))} retry={retryDeadDeliveriesAction} />
      <DeliveryFilters rules={rules.map(({ id, name }) => ({ id: String(id), name }))} />
      <Card className="overflow-hidden">
        {page.rows.length > 0 ? (
          <DeliveriesTable
            rows={page.rows.map((row) => ({
              ...row,
              id: String(row.id),
              faultId: row.faultId === null ? null : String(row.faultId),
              createdAt: row.createdAt.toISOString(),
              nextAt: row.nextAt.toISOString(),
              deliveredAt: row.deliveredAt?.toISOString() ?? null,
            }))}
            read={readDeliveryAction}
            retry={retryDeliveryAction}
          />
        ) : (
          <EmptyState icon={<MailX />} title={t('empty.title')} text={t('empty.text')} />
        )}
      </Card>
      <PageTurner wanted={wanted} next={page.next} />
    </Page>
  )
}

const NAMES = ['channel', 'state', 'rule', 'fault', 'before'] as const

const idOf = (text: string | undefined) => (text && /^[1-9]\d{0,17}$/.test(text) ? BigInt(text) : undefined)
