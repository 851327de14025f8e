'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { DateTime } from '@/components/ui/format'
import type { Channel, DeliveryState } from '@/lib/notifications/notice'

export interface ListedDelivery {
  readonly id: string
  readonly createdAt: string
  readonly channel: Channel
  readonly to: string
  readonly title: string
  readonly ruleName: string | null
  readonly faultId: string | null
  readonly state: DeliveryState
  readonly attempts: number
  readonly nextAt: string
  readonly deliveredAt: string | null
  readonly lastError: string | null
  readonly answer: string | null
}

const VARIANT: Readonly<Record<DeliveryState, 'default' | 'outline' | 'available' | 'attention' | 'faulted'>> = {
  waiting: 'outline',
  sending: 'outline',
  failed: 'attention',
  delivered: 'available',
  dead: 'faulted',
  cancelled: 'outline',
}

/** Where it stands, in words: what the other side said, or when it is tried next. */
export function DeliveryStanding({ row }: { row: ListedDelivery }) {
  const t = useTranslations('notifications')
  const said = row.lastError ?? row.answer
  // Nothing left the machine: that is not the same as having arrived.
  const isKept = row.answer === 'demo-kept'
  return (
    <span className="grid justify-items-start gap-0.5">
      <Badge variant={isKept ? 'outline' : VARIANT[row.state]}>{t(`state.${isKept ? 'kept' : row.state}`)}</Badge>
      {said && (
        <span className="text-muted-foreground text-xs">{t.has(`said.${said}`) ? t(`said.${said}`) : said}</span>
      )}
      {(row.state === 'failed' || row.state === 'waiting') && (
        <span className="text-muted-foreground text-xs">
          {t(row.attempts > 0 ? 'deliveries.next' : 'deliveries.due')} <DateTime at={row.nextAt} />
        </span>
      )}
      {row.attempts > 1 && (
        <span className="text-muted-foreground text-xs">{t('deliveries.attempts', { count: row.attempts })}</span>
      )}
    </span>
  )
}
