'use client'

import { FileText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAct } from '@/components/forms/use-act'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { LiveStation } from '@/lib/live/events'
import { Choice } from './command-choices'
import { type FileWayName, useFileWay } from './file-way'
import { instantOf } from './instant-of'
import type { CommandAction } from './station-actions'
import { CommandForm, StationDialog } from './station-dialog'

interface AskForLogProps {
  live: LiveStation
  /** Null: there is only one way. */
  usualWay: FileWayName | null
  command: CommandAction
}

/** Asks the station for a log; it brings it in its own time. */
export function AskForLog({ live, usualWay, command }: AskForLogProps) {
  const t = useTranslations('files.ask')
  return (
    <StationDialog
      open={
        <>
          <FileText aria-hidden />
          {t('open')}
        </>
      }
      disabledWhy={live.online ? undefined : t('needsConnection')}
      title={t('title', { id: live.id })}
      description={t('text')}
    >
      {(close) => <Fields live={live} usualWay={usualWay} command={command} onDone={close} />}
    </StationDialog>
  )
}

function Fields({ live, usualWay, command, onDone }: AskForLogProps & { onDone: () => void }) {
  const t = useTranslations('files')
  const [log, setLog] = useState<'diagnostics' | 'security' | 'data-collector'>('diagnostics')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const way = useFileWay(usualWay)
  const { act, pending } = useAct()
  const logs = ['diagnostics', 'security', ...(live.protocol === 'ocpp2.1' ? ['data-collector'] : [])] as (typeof log)[]
  const ask = () => {
    const asked = { type: 'get-log', log, from: instantOf(from), to: instantOf(to), over: way.over } as const
    return act(command, { id: live.id, command: asked }, t('ask.done'))
  }
  return (
    <CommandForm ask={ask} onDone={onDone} pending={pending} label={t('ask.send')}>
      <Choice
        legend={t('ask.which')}
        value={log}
        onChange={(value) => setLog(value as typeof log)}
        options={logs.map((value) => ({ value, label: t(`log.${value}`), help: t(`logHelp.${value}`) }))}
      />
      <div className="grid grid-cols-2 gap-4">
        <Field label={t('ask.from')} description={t('ask.fromHelp')}>
          <Input type="datetime-local" value={from} onChange={({ target }) => setFrom(target.value)} />
        </Field>
        <Field label={t('ask.to')}>
          <Input type="datetime-local" value={to} onChange={({ target }) => setTo(target.value)} />
        </Field>
      </div>
      {way.field}
    </CommandForm>
  )
}
