'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Switch } from '@/components/ui/switch'

export interface ShownPayPlace {
  readonly id: string
  readonly name: string
  readonly asksPaymentFirst: boolean
}

type SetFirst = Action<{ id: string; of: 'site' | 'tariff'; asksPaymentFirst: boolean }>

interface PayPlacesCardProps {
  sites: readonly ShownPayPlace[]
  tariffs: readonly ShownPayPlace[]
  hasWayToPay: boolean
  set: SetFirst
}

/** Where nothing starts before somebody has paid. */
export function PayPlacesCard({ sites, tariffs, hasWayToPay, set }: PayPlacesCardProps) {
  const t = useTranslations('payments.first')
  const asks = [...sites, ...tariffs].some(({ asksPaymentFirst }) => asksPaymentFirst)
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-4">
        <p className="text-muted-foreground">{t('help')}</p>
        {asks && !hasWayToPay && (
          <p role="alert" className="text-status-attention">
            {t('noWay')}
          </p>
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          <Places of="tariff" rows={tariffs} set={set} />
          <Places of="site" rows={sites} set={set} />
        </div>
      </CardContent>
    </Card>
  )
}

function Places({ of, rows, set }: { of: 'site' | 'tariff'; rows: readonly ShownPayPlace[]; set: SetFirst }) {
  const t = useTranslations('payments.first')
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium text-sm">{t(of)}</legend>
      {rows.length === 0 ? (
        <p className="text-muted-foreground">{t('none')}</p>
      ) : (
        <ul className="max-h-72 divide-y overflow-y-auto rounded-md border">
          {rows.map((row) => (
            <Place key={row.id} of={of} row={row} set={set} />
          ))}
        </ul>
      )}
    </fieldset>
  )
}

function Place({ of, row, set }: { of: 'site' | 'tariff'; row: ShownPayPlace; set: SetFirst }) {
  const t = useTranslations('payments.first')
  const { act, pending } = useAct()
  const id = useId()
  return (
    <li className="flex items-center justify-between gap-3 px-3 py-2">
      <label htmlFor={id} className="min-w-0 break-words">
        {row.name}
      </label>
      <Switch
        id={id}
        checked={row.asksPaymentFirst}
        disabled={pending}
        onCheckedChange={(asksPaymentFirst) =>
          void act(set, { id: row.id, of, asksPaymentFirst }, t(asksPaymentFirst ? 'on' : 'off', { name: row.name }))
        }
      />
    </li>
  )
}
