'use client'

import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { EmptyState } from '@/components/shell/empty-state'
import { Confirm } from '@/components/ui/alert-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import { ABSENT } from '@/components/ui/format-values'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import type { MailLanguage } from '@/lib/mailings/mailing'
import type { Cadence, ScheduleInput } from '@/lib/mailings/schedule'
import { ScheduleForm } from './schedule-form'

export interface ShownSchedule {
  readonly id: string
  readonly to: string
  readonly language: MailLanguage
  readonly cadence: Cadence
  readonly formats: readonly string[]
  readonly isEnabled: boolean
  readonly nextOn: string
  readonly problem: string | null
  readonly lastSentAt: string | null
}

interface SchedulesCardProps {
  customerId: string
  /** An address to begin with. */
  suggested: string
  language: MailLanguage
  schedules: readonly ShownSchedule[]
  /** Null for those who may only look. */
  keepAction: Action<{ id: string | null; values: ScheduleInput }> | null
  removeAction: Action<{ id: string }> | null
}

/** The reports that come by mail when a month or a week is over. */
export function SchedulesCard(props: SchedulesCardProps) {
  const { customerId, suggested, language, schedules, keepAction, removeAction } = props
  const t = useTranslations('myFleet')
  const common = useTranslations('common')
  const { act } = useAct()
  const [asked, setAsked] = useState<ShownSchedule | null>(null)
  const form = (schedule: ShownSchedule | null, trigger: ReactNode) =>
    keepAction && (
      <ScheduleForm
        trigger={trigger}
        title={t(schedule === null ? 'mail.new' : 'mail.edit')}
        schedule={schedule ?? { to: suggested, language, cadence: 'month', formats: ['pdf', 'xlsx'], isEnabled: true }}
        action={(values) =>
          keepAction({ id: schedule?.id ?? null, values: { ...values, kind: 'fleet-month', customerId } })
        }
      />
    )
  const create = form(
    null,
    <Button size="sm">
      <Plus aria-hidden />
      {t('mail.new')}
    </Button>,
  )
  if (schedules.length === 0) {
    return (
      <Card>
        <EmptyState title={t('mail.noneTitle')} text={t('mail.noneText')} action={create} />
      </Card>
    )
  }
  return (
    <>
      <TableCard
        title={t('mail.schedules')}
        action={create}
        columns={[
          { label: t('mail.to') },
          { label: t('mail.cadence') },
          { label: t('mail.formats') },
          { label: t('mail.next') },
          { label: t('mail.last') },
          { label: t('mail.actions'), hidden: true },
        ]}
      >
        {schedules.map((schedule) => (
          <TableRow key={schedule.id}>
            <TableCell className="[overflow-wrap:anywhere]">{schedule.to}</TableCell>
            <TableCell>{t(`mail.every.${schedule.cadence}`)}</TableCell>
            <TableCell>{schedule.formats.map((format) => t(`mail.format.${format}`)).join(', ')}</TableCell>
            <TableCell>
              {schedule.isEnabled ? (
                schedule.nextOn
              ) : (
                <Badge variant={schedule.problem === null ? 'outline' : 'attention'}>
                  {t(schedule.problem === null ? 'mail.off' : 'mail.stopped')}
                </Badge>
              )}
            </TableCell>
            <TableCell>{schedule.lastSentAt === null ? ABSENT : <DateTime at={schedule.lastSentAt} />}</TableCell>
            <TableCell className="whitespace-nowrap text-right">
              {form(
                schedule,
                <Button variant="ghost" size="icon-sm" aria-label={t('mail.edit')}>
                  <Pencil aria-hidden />
                </Button>,
              )}
              {removeAction && (
                <Button variant="ghost" size="icon-sm" aria-label={t('mail.remove')} onClick={() => setAsked(schedule)}>
                  <Trash2 aria-hidden />
                </Button>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableCard>
      {asked && removeAction && (
        <Confirm
          open
          onOpenChange={(open) => !open && setAsked(null)}
          title={t('mail.removeTitle')}
          description={t('mail.removeText', { to: asked.to })}
          confirmLabel={t('mail.remove')}
          cancelLabel={common('cancel')}
          destructive
          onConfirm={() => act(removeAction, { id: asked.id }, t('mail.removed'))}
        />
      )}
    </>
  )
}
