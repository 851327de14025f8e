'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { DateTime } from '@/components/ui/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { Channel, DeliveryState } from '@/lib/notifications/notice'
import { DeliverySheet } from './delivery-sheet'

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

interface DeliveriesTableProps {
  rows: readonly ListedDelivery[]
  read: Action<{ id: string }, { name: string; text: string }>
  retry: Action<{ id: string }>
}

/** What was sent to whom and what became of it. */
export function DeliveriesTable({ rows, read, retry }: DeliveriesTableProps) {
  const t = useTranslations('notifications')
  const { act, pending } = useAct()
  const [open, setOpen] = useState<ListedDelivery | null>(null)
  return (
    <>
      <Table label={t('deliveries.title')}>
        <TableHeader>
          <TableRow className="hover:bg-transparent">
            <TableHead className="w-40">{t('deliveries.at')}</TableHead>
            <TableHead className="min-w-64">{t('deliveries.message')}</TableHead>
            <TableHead className="w-24">{t('deliveries.channel')}</TableHead>
            <TableHead className="w-44">{t('deliveries.to')}</TableHead>
            <TableHead className="w-36">{t('deliveries.rule')}</TableHead>
            <TableHead className="min-w-56">{t('deliveries.state')}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id} className="align-top">
              <TableCell className="text-muted-foreground">
                <DateTime at={row.createdAt} format="date-time-seconds" />
              </TableCell>
              <TableCell className="whitespace-normal">
                <button
                  type="button"
                  onClick={() => setOpen(row)}
                  className="text-left underline-offset-4 hover:underline focus-visible:outline-2 focus-visible:outline-ring"
                >
                  {row.title}
                </button>
                {row.faultId && (
                  <Link
                    href={`/faults/${row.faultId}`}
                    className="ml-2 text-muted-foreground text-xs underline-offset-4 hover:underline"
                  >
                    {t('deliveries.fault', { id: row.faultId })}
                  </Link>
                )}
              </TableCell>
              <TableCell>{t(`channel.${row.channel}`)}</TableCell>
              <TableCell className="break-all">{row.to}</TableCell>
              <TableCell className="text-muted-foreground">{row.ruleName ?? '–'}</TableCell>
              <TableCell className="whitespace-normal">
                <DeliveryStanding row={row} />
                {row.state === 'dead' && (
                  <Button
                    variant="outline"
                    size="sm"
                    pending={pending}
                    className="mt-1"
                    onClick={() => act(retry, { id: row.id }, t('deliveries.retried'))}
                  >
                    {t('deliveries.retry')}
                  </Button>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <DeliverySheet delivery={open} read={read} onClose={() => setOpen(null)} />
    </>
  )
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
