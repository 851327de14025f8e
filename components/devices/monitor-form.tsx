'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useState } from 'react'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useAct } from '@/components/forms/use-act'
import type { CommandAction } from '@/components/station/station-actions'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import { MONITOR_TYPES } from '@/lib/commands/kinds/monitors'
import type { ConfigurationRow } from '@/lib/configuration/queries/list-configuration'
import type { LiveStation } from '@/lib/live/events'

interface MonitorFormProps {
  live: LiveStation
  variables: readonly ConfigurationRow[]
  command: CommandAction
  trigger: ReactNode
}

const SEVERITIES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** A new monitor on one variable. */
export function MonitorForm({ live, trigger, ...props }: MonitorFormProps) {
  const t = useTranslations('devices.monitors')
  return (
    <FormDialog trigger={trigger} title={t('addTitle')} description={t('addText')}>
      {(close) => <Fields live={live} {...props} onDone={close} />}
    </FormDialog>
  )
}

function Fields({ live, variables, command, onDone }: Omit<MonitorFormProps, 'trigger'> & { onDone: () => void }) {
  const t = useTranslations('devices.monitors')
  const severities = useTranslations('devices.severity')
  const { act, pending } = useAct()
  const listId = useId()
  const switchId = useId()
  const [variable, setVariable] = useState('')
  const [kind, setKind] = useState<(typeof MONITOR_TYPES)[number]>('UpperThreshold')
  const [value, setValue] = useState('')
  const [severity, setSeverity] = useState('5')
  const [inTransaction, setInTransaction] = useState(false)
  const kinds = live.protocol === 'ocpp2.1' ? MONITOR_TYPES : MONITOR_TYPES.filter((one) => !one.startsWith('Target'))
  const number = Number(value.replace(',', '.'))
  const known = variables.filter(({ attribute, supportsMonitoring }) => attribute === 'Actual' && supportsMonitoring)
  const unit = known.find(({ name }) => name === variable)?.unit
  const isPeriodic = kind.startsWith('Periodic')
  const isReady = variable.trim() !== '' && value.trim() !== '' && Number.isFinite(number)
  return (
    <form
      className="grid gap-4"
      onSubmit={async (event) => {
        event.preventDefault()
        const monitor = { variable, kind, value: number, severity: Number(severity), inTransaction }
        const asked = { id: live.id, command: { type: 'set-monitoring' as const, monitors: [monitor] } }
        if (isReady && (await act(command, asked, t('addAsked')))) onDone()
      }}
    >
      <Field label={t('variable')} description={known.length > 0 ? undefined : t('variableHelp')} required>
        <Input
          value={variable}
          onChange={(event) => setVariable(event.target.value)}
          list={listId}
          className="font-mono"
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <datalist id={listId}>
        {known.map(({ id, name }) => (
          <option key={String(id)} value={name} />
        ))}
      </datalist>
      <div className="grid grid-cols-2 gap-4">
        <Field label={t('kind')}>
          <NativeSelect value={kind} onChange={(event) => setKind(event.target.value as typeof kind)}>
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t(`kindWord.${one}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label={isPeriodic ? t('seconds') : unit ? `${t('value')} (${unit})` : t('value')} required>
          <Input
            value={value}
            onChange={(event) => setValue(event.target.value)}
            inputMode="decimal"
            autoComplete="off"
          />
        </Field>
      </div>
      <Field label={t('severity')} description={t('severityHelp')}>
        <NativeSelect value={severity} onChange={(event) => setSeverity(event.target.value)}>
          {SEVERITIES.map((one) => (
            <option key={one} value={one}>
              {`${one} · ${severities(one)}`}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <div className="flex items-center gap-2">
        <Switch id={switchId} checked={inTransaction} onCheckedChange={setInTransaction} />
        <Label htmlFor={switchId}>{t('inTransaction')}</Label>
      </div>
      <FormButtons pending={pending} label={t('send')} />
    </form>
  )
}
