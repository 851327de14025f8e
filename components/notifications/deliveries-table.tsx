'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Button } from '@/components/ui/button'
import { DateTime } from '@/components/ui/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { DeliverySheet } from './delivery-sheet'
import { DeliveryStanding, type ListedDelivery } from './delivery-standing'

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
            <TableHead className="min-w-40">{t('deliveries.to')}</TableHead>
            <TableHead className="min-w-32">{t('deliveries.rule')}</TableHead>
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
              <TableCell className="min-w-40 whitespace-normal [overflow-wrap:anywhere]">{row.to}</TableCell>
              <TableCell className="whitespace-normal text-muted-foreground">{row.ruleName ?? '–'}</TableCell>
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
