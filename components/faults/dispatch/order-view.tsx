'use client'

import { TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useAct } from '@/components/forms/use-act'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { DateTime } from '@/components/ui/format'
import { formatDate } from '@/components/ui/format-values'
import { isOver } from '@/lib/field/work-order'
import { AddJobPhoto } from '../photos/add-job-photo'
import { OrderForm } from './order-form'
import type { DispatchActions, OrderedFault, ShownOrder, ShownTechnician } from './shown-order'
import { WorkLines } from './work-lines'
import { WorkStateBadge } from './work-state-badge'

interface OrderViewProps {
  readonly order: ShownOrder
  /** Null: a job of a station alone. */
  readonly fault: OrderedFault | null
  readonly technicians: readonly ShownTechnician[]
  /** Null: who may only look. */
  readonly actions: DispatchActions | null
  /** What was done on it is the page's own business: shown at once. */
  readonly isAlone?: boolean
}

/** One job: who, when, how far, what was done, and what can be changed of it. */
export function OrderView({ order, fault, technicians, actions, isAlone = false }: OrderViewProps) {
  const t = useTranslations('field')
  const locale = useLocale()
  const { act, pending } = useAct()
  const unseen = order.entries.filter(({ conflict, isSeen }) => conflict !== null && !isSeen)
  return (
    <section aria-label={order.title} className="grid gap-2 border-t pt-3 first:border-t-0 first:pt-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <strong className="font-medium">{order.title}</strong>
        <WorkStateBadge state={order.state} />
        <span className="text-muted-foreground">
          {t('dispatch.since')} <DateTime at={order.stateAt} />
        </span>
        <span>{order.assignee?.name ?? t('dispatch.nobody')}</span>
        {order.plannedOn && (
          <span className="text-muted-foreground">{formatDate(`${order.plannedOn}T12:00:00Z`, locale, 'date')}</span>
        )}
        {actions && !isOver(order.state) && (
          <span className="ml-auto flex gap-2">
            <AddJobPhoto workOrderId={order.id} />
            <OrderForm
              trigger={
                <Button variant="outline" size="sm">
                  {t('dispatch.change')}
                </Button>
              }
              technicians={technicians}
              actions={actions}
              fault={fault}
              order={order}
            />
            <Confirm
              trigger={
                <Button variant="ghost" size="sm">
                  {t('dispatch.cancel')}
                </Button>
              }
              title={t('dispatch.cancel')}
              description={t('dispatch.cancelText')}
              confirmLabel={t('dispatch.cancel')}
              cancelLabel={t('dispatch.keep')}
              destructive
              onConfirm={() => act(actions.cancel, { id: order.id }, t('dispatch.cancelled'))}
            />
          </span>
        )}
      </div>
      {order.safety && <p className="text-status-faulted">{order.safety}</p>}
      {order.closeKind && (
        <p>
          {t(`close.done.${order.closeKind}`)}
          {order.closeReason && <span className="text-muted-foreground"> · {order.closeReason}</span>}
          {order.sessionId && (
            <>
              {' · '}
              <Link href={`/sessions/${order.sessionId}`} className="underline underline-offset-4">
                {t('dispatch.proofSession', { id: order.sessionId })}
              </Link>
            </>
          )}
        </p>
      )}
      {unseen.length > 0 && (
        <p className="flex flex-wrap items-center gap-2 text-status-attention">
          <TriangleAlert className="size-4" aria-hidden />
          {t('dispatch.conflicts', { count: unseen.length })}
          {actions && (
            <Button
              variant="outline"
              size="sm"
              pending={pending}
              onClick={() => act(actions.see, { id: order.id }, t('conflict.seen'))}
            >
              {t('conflict.seen')}
            </Button>
          )}
        </p>
      )}
      {order.entries.length > 0 && (
        <details open={isAlone}>
          <summary className="cursor-pointer text-muted-foreground">
            {t('dispatch.entries', { count: order.entries.length })}
          </summary>
          <div className="pt-2">
            <WorkLines entries={order.entries} />
          </div>
        </details>
      )}
    </section>
  )
}
