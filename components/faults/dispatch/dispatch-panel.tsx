'use client'

import { Send, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useAct } from '@/components/forms/use-act'
import { Confirm } from '@/components/ui/alert-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import { formatDate } from '@/components/ui/format-values'
import { isOver } from '@/lib/field/work-order'
import { OrderForm } from './order-form'
import type { DispatchActions, ShownOrder, ShownTechnician } from './shown-order'
import { WorkLines } from './work-lines'

interface DispatchPanelProps {
  readonly fault: {
    readonly id: string
    readonly title: string
    readonly isOpen: boolean
    readonly needsStation: boolean
  }
  /** Newest first. */
  readonly orders: readonly ShownOrder[]
  readonly technicians: readonly ShownTechnician[]
  readonly actions: DispatchActions
}

/** Who is sent to mend it, how far they have come, and what they did. */
export function DispatchPanel({ fault, orders, technicians, actions }: DispatchPanelProps) {
  const t = useTranslations('field.dispatch')
  const canSend = fault.isOpen && orders.every(({ state }) => isOver(state))
  return (
    <Card role="region" aria-labelledby="dispatch">
      <CardHeader>
        <CardTitle id="dispatch">{t('title')}</CardTitle>
        {canSend && (
          <OrderForm
            trigger={
              <Button variant="outline" size="sm">
                <Send aria-hidden />
                {t('create')}
              </Button>
            }
            technicians={technicians}
            actions={actions}
            fault={fault}
          />
        )}
      </CardHeader>
      <CardContent className="grid gap-4">
        {orders.length === 0 && <p className="text-muted-foreground">{t('none')}</p>}
        {orders.map((order) => (
          <Order key={order.id} order={order} fault={fault} technicians={technicians} actions={actions} />
        ))}
      </CardContent>
    </Card>
  )
}

type OrderProps = Omit<DispatchPanelProps, 'orders'> & { order: ShownOrder }

function Order({ order, fault, technicians, actions }: OrderProps) {
  const t = useTranslations('field')
  const locale = useLocale()
  const { act, pending } = useAct()
  const unseen = order.entries.filter(({ conflict, isSeen }) => conflict !== null && !isSeen)
  return (
    <section aria-label={order.title} className="grid gap-2 border-t pt-3 first:border-t-0 first:pt-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <strong className="font-medium">{order.title}</strong>
        <Badge variant={order.state === 'done' ? 'available' : 'outline'}>{t(`state.${order.state}`)}</Badge>
        <span className="text-muted-foreground">
          {t('dispatch.since')} <DateTime at={order.stateAt} />
        </span>
        <span>{order.assignee?.name ?? t('dispatch.nobody')}</span>
        {order.plannedOn && (
          <span className="text-muted-foreground">{formatDate(`${order.plannedOn}T12:00:00Z`, locale, 'date')}</span>
        )}
        {!isOver(order.state) && (
          <span className="ml-auto flex gap-2">
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
          <Button
            variant="outline"
            size="sm"
            pending={pending}
            onClick={() => act(actions.see, { id: order.id }, t('conflict.seen'))}
          >
            {t('conflict.seen')}
          </Button>
        </p>
      )}
      {order.entries.length > 0 && (
        <details>
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
