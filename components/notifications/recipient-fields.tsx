'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { ROLES } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { PERSON_CHANNELS, type PersonChannel } from '@/lib/notifications/rule'
import { CheckGroup } from './check-group'
import type { RuleChoices, RuleValues } from './rule-choices'

type Recipients = Omit<RuleValues['recipients'], 'drivers'>

interface RecipientFieldsProps {
  recipients: Recipients
  channels: readonly PersonChannel[]
  choices: RuleChoices
  onChange: (change: Partial<Recipients> & { channels: PersonChannel[] }) => void
}

/** Who may be told of faults at all. */
const LISTENERS = ROLES.filter((role) => mayDo(role, 'faults.read'))

/** Colleagues and the ways to them; addresses and systems besides. */
export function RecipientFields({ recipients, channels, choices, onChange }: RecipientFieldsProps) {
  const t = useTranslations('notifications')
  const roles = useTranslations('users.role')
  const change = (part: Partial<Recipients>) => onChange({ ...part, channels: [...channels] })
  return (
    <>
      <CheckGroup
        label={t('form.roles')}
        options={LISTENERS.map((role) => ({ value: role, label: roles(role) }))}
        chosen={recipients.roles}
        onChange={(chosen) => change({ roles: chosen })}
      />
      <CheckGroup
        label={t('form.users')}
        options={choices.users.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={recipients.userIds}
        onChange={(userIds) => change({ userIds })}
        scrolls
      />
      <CheckGroup
        label={t('form.channels')}
        help={t('form.channelsHelp')}
        options={PERSON_CHANNELS.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
        chosen={channels}
        onChange={(chosen) => onChange({ channels: chosen })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Lines
          label={t('form.emails')}
          help={t('form.onePerLine')}
          lines={recipients.emails}
          onChange={(emails) => change({ emails })}
        />
        <Lines
          label={t('form.phones')}
          help={t('form.phonesHelp')}
          lines={recipients.phones}
          onChange={(phones) => change({ phones })}
        />
      </div>
      {choices.webhooks.length > 0 && (
        <CheckGroup
          label={t('form.webhooks')}
          options={choices.webhooks.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={recipients.webhookIds}
          onChange={(webhookIds) => change({ webhookIds })}
        />
      )}
    </>
  )
}

interface LinesProps {
  label: string
  help: string
  lines: readonly string[]
  onChange: (lines: string[]) => void
}

/** One per line; what is being written is kept as it is. */
function Lines({ label, help, lines, onChange }: LinesProps) {
  const [text, setText] = useState(lines.join('\n'))
  return (
    <Field label={label} description={help}>
      <Textarea
        rows={2}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          onChange(
            event.target.value
              .split('\n')
              .map((line) => line.trim())
              .filter(Boolean),
          )
        }}
      />
    </Field>
  )
}
