'use client'

import { Check, Lock, Minus, ShieldAlert, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { checkOutcomes, openGate, type ShownJob } from '@/lib/field/tablet/shown-job'
import { isOver } from '@/lib/field/work-order'
import type { Add } from './job-view'
import { TouchButton } from './touch-button'

const OUTCOMES = [
  ['ok', Check],
  ['wrong', X],
  ['skipped', Minus],
] as const

/** The steps for this cause in their order. Behind a safety step that is not confirmed, nothing can be ticked. */
export function CheckList({ job, add }: { job: ShownJob; add: Add }) {
  const t = useTranslations('field.checks')
  const outcomes = checkOutcomes(job.entries)
  const gate = openGate(job)
  const gateIndex = gate === null ? Number.POSITIVE_INFINITY : job.checks.findIndex(({ key }) => key === gate)
  const isClosed = isOver(job.state)
  return (
    <div className="grid gap-4">
      {job.fault && job.fault.likelyCauses.length > 0 && (
        <section className="grid gap-1">
          <h3 className="font-medium">{t('likely')}</h3>
          <ol className="list-decimal pl-5 text-muted-foreground">
            {job.fault.likelyCauses.map((cause) => (
              <li key={cause}>{cause}</li>
            ))}
          </ol>
        </section>
      )}
      <ol className="grid gap-2">
        {job.checks.map(({ key, text, isGate }, index) => {
          const isLocked = index > gateIndex
          const outcome = outcomes.get(key)
          const say = (outcome: 'ok' | 'wrong' | 'skipped') =>
            void add({ kind: 'check', detail: { step: key, text, isGate, outcome, note: '' }, file: null })
          return (
            <li
              key={key}
              data-step={key}
              className={cn(
                'flex flex-wrap items-center gap-3 rounded-lg border bg-card p-3',
                isGate && 'border-status-faulted/40',
                isLocked && 'opacity-60',
              )}
            >
              <span className="flex min-w-60 flex-1 items-start gap-2 text-base">
                {isGate && (
                  <ShieldAlert className="mt-0.5 size-5 shrink-0 text-status-faulted" aria-label={t('gate')} />
                )}
                {isLocked && <Lock className="mt-0.5 size-5 shrink-0" aria-label={t('locked')} />}
                {text}
              </span>
              <span className="flex flex-wrap gap-2">
                {OUTCOMES.filter(([name]) => !(isGate && name === 'skipped')).map(([name, Icon]) => (
                  <TouchButton
                    key={name}
                    variant={outcome === name ? 'default' : 'outline'}
                    aria-pressed={outcome === name}
                    disabled={isLocked || isClosed}
                    onClick={() => say(name)}
                  >
                    <Icon aria-hidden />
                    {t(isGate && name === 'ok' ? 'confirmed' : name)}
                  </TouchButton>
                ))}
              </span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
