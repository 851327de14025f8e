'use client'

import { Mail, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { ScheduleForm } from '@/components/my-fleet/schedule-form'
import type { ShownSchedule } from '@/components/my-fleet/schedules-card'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { DateTime } from '@/components/ui/format'
import { ABSENT } from '@/components/ui/format-values'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import type { ScheduleInput } from '@/lib/mailings/schedule'
import type { ReportChoice } from '@/lib/revenue/revenue-query'

interface MailReportProps {
  /** The report as it is shown. */
  choice: ReportChoice
  language: 'sv' | 'en'
  keepAction: Action<{ id: string | null; values: ScheduleInput }>
}

/** Has this report, as it is chosen now, mailed when a month or week is over. */
export function MailReport({ choice, language, keepAction }: MailReportProps) {
  const t = useTranslations('revenue.mail')
  return (
    <ScheduleForm
      trigger={
        <Button variant="outline">
          <Mail aria-hidden />
          {t('new')}
        </Button>
      }
      title={t('title')}
      schedule={{ to: '', language, cadence: 'month', formats: ['xlsx'], isEnabled: true }}
      offered={['xlsx', 'csv']}
      action={(values) =>
        keepAction({ id: null, values: { ...values, kind: 'revenue-report', filter: { ...choice } } })
      }
    />
  )
}

interface MailedReportsProps {
  schedules: readonly ShownSchedule[]
  removeAction: Action<{ id: string }>
}

/** The reports that are mailed by themselves. */
export function MailedReports({ schedules, removeAction }: MailedReportsProps) {
  const t = useTranslations('revenue.mail')
  const mail = useTranslations('myFleet.mail')
  const common = useTranslations('common')
  const { act } = useAct()
  const [asked, setAsked] = useState<ShownSchedule | null>(null)
  if (schedules.length === 0) return null
  return (
    <>
      <TableCard
        title={t('schedules')}
        columns={[
          { label: mail('to') },
          { label: mail('cadence') },
          { label: mail('formats') },
          { label: mail('next') },
          { label: mail('last') },
          { label: mail('actions'), hidden: true },
        ]}
      >
        {schedules.map((schedule) => (
          <TableRow key={schedule.id}>
            <TableCell className="[overflow-wrap:anywhere]">{schedule.to}</TableCell>
            <TableCell>{mail(`every.${schedule.cadence}`)}</TableCell>
            <TableCell>
              {schedule.formats.map((format) => mail(`format.${format}` as 'format.csv')).join(', ')}
            </TableCell>
            <TableCell>
              {schedule.isEnabled ? schedule.nextOn : mail(schedule.problem === null ? 'off' : 'stopped')}
            </TableCell>
            <TableCell>{schedule.lastSentAt === null ? ABSENT : <DateTime at={schedule.lastSentAt} />}</TableCell>
            <TableCell className="text-right">
              <Button variant="ghost" size="icon-sm" aria-label={mail('remove')} onClick={() => setAsked(schedule)}>
                <Trash2 aria-hidden />
              </Button>
            </TableCell>
          </TableRow>
        ))}
      </TableCard>
      {asked && (
        <Confirm
          open
          onOpenChange={(open) => !open && setAsked(null)}
          title={mail('removeTitle')}
          description={mail('removeText', { to: asked.to })}
          confirmLabel={mail('remove')}
          cancelLabel={common('cancel')}
          destructive
          onConfirm={() => act(removeAction, { id: asked.id }, mail('removed'))}
        />
      )}
    </>
  )
}
