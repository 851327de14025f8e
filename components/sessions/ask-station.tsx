'use client'

import { useTranslations } from 'next-intl'
import { useAct } from '@/components/forms/use-act'
import { useLiveCommands } from '@/components/live/use-live'
import { CommandStages } from '@/components/station/command-stages'
import type { CommandAction } from '@/components/station/station-actions'
import { Button } from '@/components/ui/button'
import type { LiveCommand } from '@/lib/live/events'

interface AskStationProps {
  sessionId: string
  stationId: string
  command: CommandAction
}

const NONE: readonly LiveCommand[] = []

/** Asks the station now, instead of when the worker does next, whether anything of a waiting session is still to come. */
export function AskStation({ sessionId, stationId, command }: AskStationProps) {
  const t = useTranslations('sessions.askStation')
  const { act, pending } = useAct()
  const questions = useLiveCommands(stationId, NONE).filter(({ type }) => type === 'get-transaction-status')
  return (
    <div className="flex flex-wrap items-center justify-end gap-3">
      <div className="min-w-0 grow">
        <CommandStages commands={questions} />
      </div>
      <Button
        variant="outline"
        disabled={pending}
        onClick={() =>
          act(command, { id: stationId, command: { type: 'get-transaction-status', sessionId } }, t('asked'))
        }
      >
        {t('name')}
      </Button>
    </div>
  )
}
