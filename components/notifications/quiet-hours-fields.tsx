'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { HOME_TIME_ZONE } from '@/i18n/locales'
import type { QuietHours } from '@/lib/notifications/rule'
import { CheckLine } from './check-group'

interface QuietHoursFieldsProps {
  quiet: QuietHours | null
  onChange: (quiet: QuietHours | null) => void
  fault?: string | undefined
}

const NIGHT: QuietHours = {
  from: '22:00',
  until: '06:30',
  weekends: false,
  exceptSafety: true,
  timeZone: HOME_TIME_ZONE,
}

/** When nobody is disturbed: what happens then comes together when it is over. */
export function QuietHoursFields({ quiet, onChange, fault }: QuietHoursFieldsProps) {
  const t = useTranslations('notifications.form')
  const change = (part: Partial<QuietHours>) => quiet && onChange({ ...quiet, ...part })
  return (
    <div className="grid gap-3">
      <CheckLine
        label={t('quiet')}
        help={t('quietHelp')}
        checked={quiet !== null}
        onChange={(isOn) => onChange(isOn ? NIGHT : null)}
      />
      {quiet && (
        <div className="grid gap-3 pl-6">
          <div className="grid gap-4 sm:grid-cols-3">
            <Field label={t('from')}>
              <Input type="time" value={quiet.from} onChange={(event) => change({ from: event.target.value })} />
            </Field>
            <Field label={t('until')}>
              <Input type="time" value={quiet.until} onChange={(event) => change({ until: event.target.value })} />
            </Field>
            <Field label={t('timeZone')} error={fault}>
              <Input value={quiet.timeZone} onChange={(event) => change({ timeZone: event.target.value })} />
            </Field>
          </div>
          <CheckLine label={t('weekends')} checked={quiet.weekends} onChange={(weekends) => change({ weekends })} />
          <CheckLine
            label={t('exceptSafety')}
            checked={quiet.exceptSafety}
            onChange={(exceptSafety) => change({ exceptSafety })}
          />
        </div>
      )}
    </div>
  )
}
