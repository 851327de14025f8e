import { MailX } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/or-not-found'
import { requireActor } from '@/app/session'
import { DeadLetters } from '@/components/notifications/dead-letters'
import { DeliveriesTable } from '@/components/notifications/deliveries-table'
import { DeliveryFilters } from '@/components/notifications/delivery-filters'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CHANNELS, DELIVERY_STATES } from '@/lib/notifications/notice'
import { countDeadDeliveries, listDeliveries } from '@/lib/notifications/queries/list-deliveries'
import { listRules } from '@/lib/notifications/queries/list-rules'
import { readDeliveryAction, retryDeadDeliveriesAction, retryDeliveryAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('deliveries.title') }
}

type Params = Readonly<Record<string, string | string[] | undefined>>

export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor('notifications.write')
  const t = await getTranslations('notifications.deliveries')
  const wanted = read(await searchParams)
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
  const href = (before: string) => `?${new URLSearchParams({ ...wanted, before })}`
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
      <nav aria-label={t('pages')} className="flex justify-between gap-2">
        {wanted.before ? (
          <Button asChild variant="outline">
            <Link href={href('')}>{t('newest')}</Link>
          </Button>
        ) : (
          <span />
        )}
        {page.next && (
          <Button asChild variant="outline">
            <Link href={href(page.next)}>{t('older')}</Link>
          </Button>
        )}
      </nav>
    </Page>
  )
}

const NAMES = ['channel', 'state', 'rule', 'fault', 'before'] as const
type Wanted = Partial<Record<(typeof NAMES)[number], string>>

const read = (params: Params): Wanted =>
  Object.fromEntries(
    NAMES.map((name) => [name, params[name]]).filter(([, value]) => typeof value === 'string' && value),
  )

const idOf = (text: string | undefined) => (text && /^[1-9]\d{0,17}$/.test(text) ? BigInt(text) : undefined)
