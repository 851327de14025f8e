'use client'

import { useTranslations } from 'next-intl'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'

export type RollBackAction = Action<{ id: string; number: number; effectiveFrom: Date | null; note: string }>

interface VersionActionsProps {
  id: string
  number: number
  /** When it is planned to take effect; null: it does, or did. */
  plannedAt: Date | null
  /** What holds until then. */
  inEffect: number
  rollBack: RollBackAction
}

/** Back to an old version's prices, or a planned one called off: both are a new version, and say so first. */
export function VersionActions({ id, number, plannedAt, inEffect, rollBack }: VersionActionsProps) {
  const t = useTranslations('tariffs.versions')
  const common = useTranslations('common')
  const { act } = useAct()
  if (number === inEffect) return null
  const isPlanned = plannedAt !== null
  const label = t(isPlanned ? 'callOff' : 'rollBack')
  return (
    <Confirm
      trigger={
        <Button variant="ghost" size="sm">
          {label}
        </Button>
      }
      title={t(isPlanned ? 'callOffTitle' : 'rollBackTitle', { number })}
      description={t(isPlanned ? 'callOffText' : 'rollBackText', { number, inEffect })}
      confirmLabel={label}
      cancelLabel={common('cancel')}
      onConfirm={() =>
        act(
          rollBack,
          isPlanned
            ? { id, number: inEffect, effectiveFrom: plannedAt, note: t('callOffNote', { number }) }
            : { id, number, effectiveFrom: null, note: t('rollBackNote', { number }) },
          t(isPlanned ? 'calledOff' : 'rolledBack', { number }),
        )
      }
    />
  )
}
