'use client'

import { useTranslations } from 'next-intl'
import { useAct } from '@/components/forms/use-act'
import type { CommandAction } from '@/components/station/station-actions'
import { Button } from '@/components/ui/button'
import type { ConfigurationRow } from '@/lib/configuration/queries/list-configuration'
import type { LiveStation } from '@/lib/live/events'

interface WaitingChangesProps {
  live: LiveStation
  rows: readonly ConfigurationRow[]
  /** New values by row. */
  waiting: ReadonlyMap<bigint, string>
  command: CommandAction
  onDone: () => void
}

/** Values gathered to be sent together. */
export function WaitingChanges({ live, rows, waiting, command, onDone }: WaitingChangesProps) {
  const t = useTranslations('devices.values')
  const { act, pending } = useAct()
  if (waiting.size === 0) return null
  async function send() {
    const values = rows.flatMap(({ id, name, attribute }) => {
      const value = waiting.get(id)
      if (value === undefined) return []
      return [{ key: name, value, ...(attribute !== 'Actual' && { attribute: attribute as 'Target' }) }]
    })
    const sent = { id: live.id, command: { type: 'set-configuration' as const, values } }
    if (await act(command, sent, t('sentMany', { count: values.length }))) onDone()
  }
  return (
    <div className="sticky bottom-3 z-10 mx-auto mt-3 flex w-fit flex-wrap items-center gap-3 rounded-lg border bg-popover px-4 py-2 shadow-lg">
      <span className="font-medium">{t('waiting', { count: waiting.size })}</span>
      <Button variant="ghost" size="sm" onClick={onDone}>
        {t('discard')}
      </Button>
      <Button
        size="sm"
        pending={pending}
        disabled={!live.online}
        title={live.online ? undefined : t('needsConnection')}
        onClick={send}
      >
        {t('sendAll')}
      </Button>
    </div>
  )
}
