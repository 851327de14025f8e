'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from 'sonner'
import { z } from 'zod'
import type { Action } from '@/components/forms/action-result'
import { asNumber, useActionForm } from '@/components/forms/use-action-form'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'

export type Place =
  | { kind: 'site'; siteId: string }
  | { kind: 'station'; station: string }
  | { kind: 'connector'; station: string; evse: number; connector: number }
export type AssignAction = Action<{ place: Place; tariffId: string | null }>

interface AssignTariffProps {
  tariff: { id: string; name: string }
  sites: readonly { id: string; name: string }[]
  assign: AssignAction
}

const schema = z
  .object({
    kind: z.enum(['site', 'station', 'connector']),
    siteId: z.string(),
    station: z.string().trim(),
    evse: z.number('not-a-number').nullable(),
    connector: z.number('not-a-number').nullable(),
  })
  .superRefine((place, context) => {
    const missing = (path: string) => context.addIssue({ code: 'custom', path: [path], message: 'required' })
    if (place.kind === 'site' && !place.siteId) missing('siteId')
    if (place.kind !== 'site' && !place.station) missing('station')
    if (place.kind === 'connector' && place.evse === null) missing('evse')
    if (place.kind === 'connector' && place.connector === null) missing('connector')
  })
type Values = z.input<typeof schema>

function placeOf({ kind, siteId, station, evse, connector }: Values): Place {
  switch (kind) {
    case 'site':
      return { kind, siteId }
    case 'station':
      return { kind, station }
    case 'connector':
      return { kind, station, evse: evse ?? 0, connector: connector ?? 0 }
  }
}

/** Gives a site, a station or one connector this tariff. */
export function AssignTariff(props: AssignTariffProps) {
  const t = useTranslations('tariffs')
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          <Plus aria-hidden />
          {t('where.add')}
        </Button>
      </DialogTrigger>
      <DialogContent className="max-w-md">
        <DialogHeader>
          <DialogTitle>{t('assign.title', { name: props.tariff.name })}</DialogTitle>
          <DialogDescription>{t('assign.text')}</DialogDescription>
        </DialogHeader>
        <Fields {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function Fields({ tariff, sites, assign, onDone }: AssignTariffProps & { onDone: () => void }) {
  const t = useTranslations('tariffs')
  const common = useTranslations('common')
  const { form, register, submit, pending, problem } = useActionForm<Values, unknown>({
    schema,
    defaultValues: { kind: 'site', siteId: '', station: '', evse: 1, connector: 1 },
    action: (values) => assign({ place: placeOf(values), tariffId: tariff.id }),
    onDone: (_data, values) => {
      const place =
        values.kind === 'site' ? (sites.find((site) => site.id === values.siteId)?.name ?? '') : values.station
      toast.success(t('assign.done', { name: tariff.name, place }))
      onDone()
    },
  })
  const kind = form.watch('kind')
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-2 gap-4">
      <Field label={t('assign.kind')} className="col-span-2">
        <NativeSelect {...register('kind')}>
          <option value="site">{t('assign.site')}</option>
          <option value="station">{t('assign.station')}</option>
          <option value="connector">{t('assign.connector')}</option>
        </NativeSelect>
      </Field>
      {kind === 'site' ? (
        <Field label={t('assign.site')} error={problem('siteId')} className="col-span-2">
          <NativeSelect {...register('siteId')}>
            <option value="">{t('assign.choose')}</option>
            {sites.map((site) => (
              <option key={site.id} value={site.id}>
                {site.name}
              </option>
            ))}
          </NativeSelect>
        </Field>
      ) : (
        <Field
          label={t('assign.station')}
          description={t('assign.stationHelp')}
          error={problem('station')}
          className="col-span-2"
        >
          <Input {...register('station')} autoComplete="off" />
        </Field>
      )}
      {kind === 'connector' && (
        <>
          <Field label={t('assign.evse')} error={problem('evse')}>
            <Input {...register('evse', asNumber)} inputMode="numeric" autoComplete="off" />
          </Field>
          <Field label={t('assign.connectorNumber')} error={problem('connector')}>
            <Input {...register('connector', asNumber)} inputMode="numeric" autoComplete="off" />
          </Field>
        </>
      )}
      <DialogFooter className="col-span-2">
        <DialogClose asChild>
          <Button variant="outline">{common('cancel')}</Button>
        </DialogClose>
        <Button type="submit" pending={pending}>
          {t('assign.submit')}
        </Button>
      </DialogFooter>
    </form>
  )
}
