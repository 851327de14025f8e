'use client'

import { useTranslations } from 'next-intl'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'

export type RollBackAction = Action<{
  id: string
  number: number
  basedOn: number
  effectiveFrom: Date | null
  note: string
}>

interface VersionActionsProps {
  id: string
  number: number
  /** When it is planned to take effect; null: it does, or did. */
  plannedAt: Date | null
  /** Of a planned one: what holds until then, and will go on to. Else: what holds now. */
  inEffect: number
  /** The newest version that is seen here: nobody rolls back what they have not seen. */
  basedOn: number
  rollBack: RollBackAction
}

/** Back to an old version's prices, or a planned one called off: both are a new version, and say so first. */
export function VersionActions({ id, number, plannedAt, inEffect, basedOn, rollBack }: VersionActionsProps) {
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
            ? { id, basedOn, number: inEffect, effectiveFrom: plannedAt, note: t('callOffNote', { number }) }
            : { id, basedOn, number, effectiveFrom: null, note: t('rollBackNote', { number }) },
          t(isPlanned ? 'calledOff' : 'rolledBack', { number }),
        )
      }
    />
  )
}
