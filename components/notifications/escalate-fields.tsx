'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { Escalate } from '@/lib/notifications/rule'
import { CheckLine } from './check-group'
import { RecipientFields } from './recipient-fields'
import type { RuleChoices } from './rule-choices'

interface EscalateFieldsProps {
  escalate: Escalate | null
  choices: RuleChoices
  onChange: (escalate: Escalate | null) => void
  fault?: string | undefined
}

const FIRST: Escalate = {
  afterMinutes: 15,
  recipients: { userIds: [], roles: ['admin'], emails: [], phones: [], webhookIds: [] },
  channels: ['in-app', 'push', 'email'],
}

/** Who hears when nobody has acknowledged the fault in time. */
export function EscalateFields({ escalate, choices, onChange, fault }: EscalateFieldsProps) {
  const t = useTranslations('notifications.form')
  return (
    <div className="grid gap-3">
      <CheckLine
        label={t('escalate')}
        help={t('escalateHelp')}
        checked={escalate !== null}
        onChange={(isOn) => onChange(isOn ? FIRST : null)}
      />
      {escalate && (
        <div className="grid gap-4 pl-6">
          <Field label={t('afterMinutes')} error={fault} className="sm:w-40">
            <Input
              type="number"
              min={1}
              value={escalate.afterMinutes || ''}
              onChange={(event) => onChange({ ...escalate, afterMinutes: Number(event.target.value) })}
            />
          </Field>
          <RecipientFields
            recipients={escalate.recipients}
            channels={escalate.channels}
            choices={choices}
            onChange={({ channels, ...recipients }) =>
              onChange({ ...escalate, channels, recipients: { ...escalate.recipients, ...recipients } })
            }
          />
        </div>
      )}
    </div>
  )
}
