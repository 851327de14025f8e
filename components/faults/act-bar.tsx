'use client'

import {
  CalendarClock,
  Check,
  CircleCheckBig,
  Clock,
  GitMerge,
  MessageSquare,
  UserRound,
  UserRoundCheck,
  Workflow,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import type { FaultKey } from './use-fault-keys'

/** In the order of the work: seen, whose, where, told, over. */
const ACTS: readonly { readonly act: FaultKey; readonly icon: ReactNode }[] = [
  { act: 'acknowledge', icon: <Check aria-hidden /> },
  { act: 'mine', icon: <UserRoundCheck aria-hidden /> },
  { act: 'assign', icon: <UserRound aria-hidden /> },
  { act: 'stage', icon: <Workflow aria-hidden /> },
  { act: 'promise', icon: <Clock aria-hidden /> },
  { act: 'due', icon: <CalendarClock aria-hidden /> },
  { act: 'comment', icon: <MessageSquare aria-hidden /> },
  { act: 'merge', icon: <GitMerge aria-hidden /> },
  { act: 'close', icon: <CircleCheckBig aria-hidden /> },
]

interface ActBarProps {
  /** How many are ticked. */
  count: number
  pending: boolean
  onAct: (act: FaultKey) => void
  onClear: () => void
}

/** What can be done with the faults that are ticked, at the foot of the screen. */
export function ActBar({ count, pending, onAct, onClear }: ActBarProps) {
  const t = useTranslations('faults')
  if (count === 0) return null
  return (
    <div
      role="toolbar"
      aria-label={t('selected', { count })}
      className="fixed inset-x-3 bottom-3 z-30 mx-auto flex w-fit max-w-[calc(100vw-1.5rem)] animate-appear items-center gap-1 overflow-x-auto rounded-xl border bg-popover p-1.5 shadow-xl"
    >
      <span className="whitespace-nowrap px-2 font-medium" aria-live="polite">
        {t('selected', { count })}
      </span>
      {ACTS.map(({ act, icon }) => (
        <Button
          key={act}
          variant="ghost"
          size="sm"
          disabled={pending}
          title={t(`keys.${act}`)}
          onClick={() => onAct(act)}
        >
          {icon}
          <span className="max-lg:sr-only">{t(`act.${act}` as 'act.assign')}</span>
        </Button>
      ))}
      <Button variant="ghost" size="sm" onClick={onClear} className="text-muted-foreground">
        {t('clearSelection')}
      </Button>
    </div>
  )
}
