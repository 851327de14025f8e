'use client'

import { Square } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useAct } from '@/components/forms/use-act'
import { useLiveCommands } from '@/components/live/use-live'
import { CommandStages } from '@/components/station/command-stages'
import type { CommandAction } from '@/components/station/station-actions'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import type { LiveCommand } from '@/lib/live/events'

interface StopChargingProps {
  sessionId: string
  stationId: string
  who: string
  command: CommandAction
}

const NONE: readonly LiveCommand[] = []

/** Asks the station to stop, and shows how far that has come: the session is over when the station says so, not before. */
export function StopCharging({ sessionId, stationId, who, command }: StopChargingProps) {
  const t = useTranslations('sessions.stopCharging')
  const common = useTranslations('common')
  const { act } = useAct()
  const stops = useLiveCommands(stationId, NONE).filter(({ type }) => type === 'stop')
  return (
    <div className="flex flex-wrap items-center justify-end gap-3">
      <div className="min-w-0 grow">
        <CommandStages commands={stops} />
      </div>
      <Confirm
        trigger={
          <Button variant="outline">
            <Square aria-hidden />
            {t('name')}
          </Button>
        }
        title={t('title')}
        description={t('text', { who: who || t('somebody') })}
        confirmLabel={t('name')}
        cancelLabel={common('cancel')}
        onConfirm={() => act(command, { id: stationId, command: { type: 'stop', sessionId } }, t('asked'))}
      />
    </div>
  )
}
