'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type DragEvent, memo } from 'react'
import { cn } from '@/components/ui/cn'
import { Money } from '@/components/ui/format'
import { Age } from './age'
import { PersonMark, PromiseMark, SeverityMark } from './fault-marks'
import type { ListedFault } from './listed-fault'
import { useAssigneeName, useFaultWords } from './use-fault-words'
import { SelectBox } from './use-selection'

interface BoardCardProps {
  fault: ListedFault
  currency: string
  isTabStop: boolean
  onDragStart: ((event: DragEvent) => void) | null
}

/** One fault on the board: what, where, whose, until when, and what it costs. */
export const BoardCard = memo(function BoardCard({ fault, currency, isTabStop, onDragStart }: BoardCardProps) {
  const t = useTranslations('faults')
  const words = useFaultWords()
  const assigneeName = useAssigneeName()
  const title = words.title(fault)
  return (
    <li
      data-row-id={fault.id}
      draggable={onDragStart !== null}
      onDragStart={onDragStart ?? undefined}
      className={cn(
        'group relative flex flex-col gap-1.5 rounded-md border bg-card p-2.5 shadow-xs hover:border-ring',
        'has-[[role=checkbox][data-state=checked]]:border-primary',
        onDragStart && 'cursor-grab active:cursor-grabbing',
      )}
    >
      <div className="flex items-start gap-2">
        <span className="mt-0.5">
          <SeverityMark severity={fault.severity} isSafety={fault.isSafety} />
        </span>
        <Link
          href={`/faults/${fault.id}`}
          prefetch={false}
          data-row-focus
          tabIndex={isTabStop ? 0 : -1}
          draggable={false}
          className="min-w-0 flex-1 font-medium leading-snug outline-none after:absolute after:inset-0 focus-visible:after:rounded-md focus-visible:after:outline-2 focus-visible:after:outline-ring"
        >
          {title}
        </Link>
        {onDragStart && (
          <span className="relative z-1 mt-0.5 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 has-data-[state=checked]:opacity-100">
            <SelectBox id={fault.id} name={title} />
          </span>
        )}
      </div>
      <p className="truncate text-muted-foreground text-xs">{words.station(fault)}</p>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs">
        <span className="text-muted-foreground">
          <Age from={fault.beganAt} timeZone={fault.timeZone} />
        </span>
        {fault.costPerHour !== null && (
          <span className="text-muted-foreground" title={t('costHelp')}>
            <Money amount={fault.costPerHour} currency={currency} />
            {t('perHour')}
          </span>
        )}
        <span className="ml-auto inline-flex items-center gap-2">
          {fault.promisedAt && <PromiseMark at={fault.promisedAt} timeZone={fault.timeZone} />}
          <span title={assigneeName(fault.assignee) ?? t('assign.nobody')}>
            <span className="sr-only">{assigneeName(fault.assignee) ?? t('assign.nobody')}</span>
            <PersonMark name={fault.assignee?.name ?? null} isTaken={fault.assignee !== null} />
          </span>
        </span>
      </div>
    </li>
  )
})
