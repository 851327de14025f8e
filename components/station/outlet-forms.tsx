'use client'

import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import { asNumber, useActionForm } from '@/components/forms/use-action-form'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import type { StationConnector } from '@/lib/stations/queries/connectors-of'
import type { Station } from '@/lib/stations/queries/find-station'
import { CONNECTOR_TYPES, connectorEditSchema } from '@/lib/stations/station'
import type { OutletValues, StationActions } from './station-actions'

interface OutletFormsProps {
  station: Station
  tariffs: readonly { id: string; name: string }[]
  action: StationActions['editOutlet']
}

/** What OCPP does not tell of an outlet: its plug, its power, its own tariff. */
export function OutletForms({ station, tariffs, action }: OutletFormsProps) {
  const t = useTranslations('station.about')
  if (station.connectors.length === 0) return null
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('outlets')}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-4 divide-y [&>*:not(:first-child)]:pt-4">
        {station.connectors.map((connector) => (
          <OutletForm
            key={String(connector.key)}
            id={station.station.id}
            connector={connector}
            tariffs={tariffs}
            action={action}
          />
        ))}
      </CardContent>
    </Card>
  )
}

function OutletForm({
  id,
  connector,
  tariffs,
  action,
}: { id: string; connector: StationConnector } & Omit<OutletFormsProps, 'station'>) {
  const t = useTranslations('station.about')
  const types = useTranslations('stations.type')
  const common = useTranslations('common')
  const { evse, connector: number } = connector.live
  const { register, submit, pending, problem, form } = useActionForm<OutletValues, unknown>({
    schema: connectorEditSchema as never,
    defaultValues: {
      type: connector.type,
      maxPowerW: connector.maxPowerW,
      tariffId: connector.tariffId === null ? null : String(connector.tariffId),
    },
    action: (change) => action({ id, evse, connector: number, change }),
    onDone: (_data, values) => {
      form.reset(values)
      toast.success(common('saved'))
    },
  })
  const known = CONNECTOR_TYPES.some((type) => type === connector.type)
  return (
    <form onSubmit={submit} noValidate className="grid items-end gap-3 sm:grid-cols-[4rem_1fr_1fr_1fr_auto]">
      <p className="pb-1.5 font-medium">{t('outlet', { name: number === 1 ? evse : `${evse}.${number}` })}</p>
      <Field label={t('type')} error={problem('type')}>
        <NativeSelect {...register('type', { setValueAs: (value: string | null) => value || null })}>
          <option value="">{common('unknown')}</option>
          {connector.type && !known && <option value={connector.type}>{connector.type}</option>}
          {CONNECTOR_TYPES.map((type) => (
            <option key={type} value={type}>
              {types(type)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('maxPower')} error={problem('maxPowerW')}>
        <Input {...register('maxPowerW', asNumber)} inputMode="numeric" autoComplete="off" />
      </Field>
      <Field label={t('tariff')} error={problem('tariffId')}>
        <NativeSelect {...register('tariffId', { setValueAs: (value: string | null) => value || null })}>
          <option value="">{t('stationsTariff')}</option>
          {tariffs.map((tariff) => (
            <option key={tariff.id} value={tariff.id}>
              {tariff.name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Button type="submit" variant="outline" pending={pending}>
        {common('save')}
      </Button>
    </form>
  )
}
