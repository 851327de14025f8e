'use client'

import { Play, Square } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useAct } from '@/components/forms/use-act'
import { useRecoveryWords } from '@/components/recovery/use-recovery-words'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import type { RecoveryActions, ShownRecovery, ShownRun } from './shown-recovery'

interface RunButtonsProps {
  faultId: string
  station: string
  recovery: ShownRecovery
  /** The run under way. */
  open: ShownRun | null
  actions: RecoveryActions
}

/** Has the playbook played now, after saying what will happen; or stops it. A dry run gives way to a real one. */
export function RunButtons({ faultId, station, recovery, open, actions }: RunButtonsProps) {
  const t = useTranslations('recovery')
  const common = useTranslations('common')
  const words = useRecoveryWords()
  const { act, pending } = useAct()
  const { playbook, prospect } = recovery
  const mayRun = prospect !== null && playbook !== null && (open === null || open.isDryRun)
  return (
    <span className="flex flex-wrap items-center gap-2">
      {mayRun && prospect.kind === 'never' && (
        <span className="text-muted-foreground text-xs">{t('panel.runCannot', { why: words.why(prospect.why) })}</span>
      )}
      {mayRun && prospect.kind !== 'never' && (
        <Confirm
          trigger={
            <Button variant="outline" size="sm">
              <Play aria-hidden />
              {t('panel.runNow')}
            </Button>
          }
          title={t('panel.runTitle', { playbook: words.playbook(playbook.name), station })}
          description={`${
            prospect.kind === 'act'
              ? t('panel.runFirst', { step: words.step(prospect.step) })
              : t('panel.runWaits', { why: words.why(prospect.why) })
          } ${t('panel.runGuards')}`}
          confirmLabel={t('panel.runNow')}
          cancelLabel={common('cancel')}
          onConfirm={() => act(actions.run, { id: faultId }, t('panel.started'))}
        />
      )}
      {open !== null && (
        <Button
          variant="outline"
          size="sm"
          pending={pending}
          onClick={() => act(actions.stop, { id: faultId }, t('panel.stopped'))}
        >
          <Square aria-hidden />
          {t('panel.stop')}
        </Button>
      )}
    </span>
  )
}
