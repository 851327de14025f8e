'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { DateTime } from '@/components/ui/format'
import { PersonMark } from '../fault-marks'
import type { FaultKey } from '../use-fault-keys'
import { useAssigneeName } from '../use-fault-words'
import type { ShownFault } from './shown-fault'

interface PeopleCardProps {
  fault: ShownFault
  onAct: ((act: FaultKey) => void) | null
}

/** Whose it is, who has seen it, and by when we want it mended ourselves. */
export function PeopleCard({ fault, onAct }: PeopleCardProps) {
  const t = useTranslations('faults')
  const assigneeName = useAssigneeName()
  return (
    <section aria-labelledby="people" className="rounded-lg border bg-card px-4 py-3">
      <h2 id="people" className="mb-2 font-medium">
        {t('page.people')}
      </h2>
      <dl className="grid grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-1.5">
        <Row name={t('page.assignee')} act="assign" onAct={onAct}>
          <span className="inline-flex min-w-0 items-center gap-2">
            <PersonMark name={fault.assignee?.name ?? null} isTaken={fault.assignee !== null} />
            <span className="truncate">{assigneeName(fault.assignee) ?? t('assign.nobody')}</span>
          </span>
        </Row>
        <Row name={t('page.acknowledged')} act="acknowledge" onAct={fault.acknowledgedAt === null ? onAct : null}>
          {fault.acknowledgedAt === null ? (
            <span className="text-status-attention">{t('page.notYet')}</span>
          ) : (
            <>
              <DateTime at={fault.acknowledgedAt} timeZone={fault.timeZone} />
              {fault.acknowledgedBy && <span className="text-muted-foreground"> · {fault.acknowledgedBy}</span>}
            </>
          )}
        </Row>
        <Row name={t('page.due')} act="due" onAct={onAct}>
          {fault.dueAt === null ? (
            <span className="text-muted-foreground">{t('page.noDue')}</span>
          ) : (
            <DateTime at={fault.dueAt} timeZone={fault.timeZone} />
          )}
        </Row>
      </dl>
    </section>
  )
}

interface RowProps {
  name: string
  act: 'assign' | 'acknowledge' | 'due'
  onAct: ((act: FaultKey) => void) | null
  children: ReactNode
}

function Row({ name, act, onAct, children }: RowProps) {
  const t = useTranslations('faults')
  return (
    <div className="col-span-3 grid min-h-7 grid-cols-subgrid items-center">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0">{children}</dd>
      <dd>
        {onAct && (
          <Button variant="ghost" size="sm" title={t(`keys.${act}`)} onClick={() => onAct(act)}>
            {t(`act.${act}`)}
          </Button>
        )}
      </dd>
    </div>
  )
}
