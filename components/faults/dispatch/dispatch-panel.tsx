'use client'

import { Send } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { isOver } from '@/lib/field/work-order'
import { OrderForm } from './order-form'
import { OrderView } from './order-view'
import type { DispatchActions, OrderedFault, ShownOrder, ShownTechnician } from './shown-order'

interface DispatchPanelProps {
  readonly fault: OrderedFault & { readonly isOpen: boolean }
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
          <OrderView key={order.id} order={order} fault={fault} technicians={technicians} actions={actions} />
        ))}
      </CardContent>
    </Card>
  )
}
