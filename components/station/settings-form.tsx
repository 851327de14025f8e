'use client'

import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import { useActionForm } from '@/components/forms/use-action-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { Station } from '@/lib/stations/queries/find-station'
import { stationEditSchema } from '@/lib/stations/station'
import type { SettingsValues, StationActions } from './station-actions'

interface SettingsFormProps {
  station: Station
  sites: readonly { id: string; name: string }[]
  tariffs: readonly { id: string; name: string }[]
  action: StationActions['edit']
}

/** A select's three ways: as the site, yes, no. */
const yesNoOrNull = {
  setValueAs: (value: string | boolean | null) => (value === '' || value === null ? null : String(value) === 'true'),
}
const orNull = { setValueAs: (value: string | null) => value || null }

export function SettingsForm({ station, sites, tariffs, action }: SettingsFormProps) {
  const t = useTranslations('station.about')
  const common = useTranslations('common')
  const { register, submit, pending, problem, form } = useActionForm<SettingsValues, unknown>({
    schema: stationEditSchema as never,
    defaultValues: {
      name: station.name,
      siteId: station.site === null ? null : String(station.site.id),
      tariffId: station.tariff === null ? null : String(station.tariff.id),
      allowWithoutPassword: station.allowWithoutPassword,
      allowWithoutProtocol: station.allowWithoutProtocol,
      clockZone: station.clockZone,
      hasPublicPage: station.hasPublicPage,
      note: station.note,
    },
    action: (change) => action({ id: station.station.id, change }),
    onDone: (_data, values) => {
      form.reset(values)
      toast.success(common('saved'))
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4 sm:grid-cols-2">
      <Field label={t('name')} error={problem('name')} className="sm:col-span-2">
        <Input {...register('name')} autoComplete="off" />
      </Field>
      <Field label={t('site')} error={problem('siteId')}>
        <NativeSelect {...register('siteId', orNull)}>
          <option value="">{common('none')}</option>
          {sites.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('tariff')} error={problem('tariffId')}>
        <NativeSelect {...register('tariffId', orNull)}>
          <option value="">{t('sitesTariff')}</option>
          {tariffs.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('publicPageSetting')} description={t('publicPageHelp')} className="sm:col-span-2">
        <NativeSelect {...register('hasPublicPage', yesNoOrNull)}>
          <option value="">{t('publicPageAsSite')}</option>
          <option value="true">{t('publicPageOn')}</option>
          <option value="false">{t('publicPageOff')}</option>
        </NativeSelect>
      </Field>
      <Field
        label={t('clockZone')}
        error={problem('clockZone')}
        description={t('clockZoneHelp')}
        className="sm:col-span-2"
      >
        <Input {...register('clockZone')} autoComplete="off" />
      </Field>
      <label className="flex items-start gap-2.5 sm:col-span-2">
        <input type="checkbox" className="mt-1 accent-primary" {...register('allowWithoutPassword')} />
        <span>
          {t('allowWithoutPassword')}
          <span className="block text-muted-foreground text-xs">{t('allowWithoutPasswordHelp')}</span>
        </span>
      </label>
      <label className="flex items-start gap-2.5 sm:col-span-2">
        <input type="checkbox" className="mt-1 accent-primary" {...register('allowWithoutProtocol')} />
        <span>
          {t('allowWithoutProtocol')}
          <span className="block text-muted-foreground text-xs">{t('allowWithoutProtocolHelp')}</span>
        </span>
      </label>
      <Field label={t('note')} error={problem('note')} className="sm:col-span-2">
        <Textarea {...register('note')} rows={3} />
      </Field>
      <div className="flex justify-end sm:col-span-2">
        <Button type="submit" pending={pending}>
          {common('save')}
        </Button>
      </div>
    </form>
  )
}
