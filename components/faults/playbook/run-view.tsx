import { Ban, CircleCheckBig, CircleDashed, CircleX, Eye, LoaderCircle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRecoveryWords } from '@/components/recovery/use-recovery-words'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { DateTime } from '@/components/ui/format'
import type { ShownRun, ShownStep } from './shown-recovery'

const STATE_VARIANT = {
  waiting: 'reserved',
  asking: 'charging',
  asked: 'charging',
  proving: 'charging',
  succeeded: 'available',
  failed: 'faulted',
  stopped: 'outline',
} as const

/** One run: how it stands, and each of its steps with what became of it. */
export function RunView({ run }: { run: ShownRun }) {
  const t = useTranslations('recovery.panel')
  const words = useRecoveryWords()
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge variant={STATE_VARIANT[run.state]}>{t(`state.${run.state}`)}</Badge>
        {run.isDryRun && <Badge variant="outline">{t('dryRunBadge')}</Badge>}
        <span className="font-medium">{words.playbook(run.playbook)}</span>
        <span className="text-muted-foreground text-xs">
          {run.startedBy === 'worker' || run.startedBy === null
            ? t('byWorker')
            : t('startedBy', { name: run.startedBy })}{' '}
          · <DateTime at={run.startedAt} />
        </span>
      </p>
      <Standing run={run} />
      {run.steps.length > 0 && (
        <ol className="flex flex-col gap-1.5">
          {run.steps.map((step) => (
            <Step key={`${step.step} ${step.at}`} step={step} />
          ))}
        </ol>
      )}
    </div>
  )
}

/** What it waits for, or why it ended. */
function Standing({ run }: { run: ShownRun }) {
  const t = useTranslations('recovery.panel')
  const words = useRecoveryWords()
  if (run.endedAt !== null) {
    if (run.why === null) return null
    return <p className="text-muted-foreground">{t('ended', { why: words.why(run.why) })}</p>
  }
  if (run.state === 'asking' || run.state === 'asked' || run.state === 'proving') return <p>{t(run.state)}</p>
  if (run.why === null) return null
  return <p>{t('waits', { why: words.why(run.why) })}</p>
}

const OUTCOME = {
  proven: { Icon: CircleCheckBig, colour: 'text-status-available' },
  unproven: { Icon: CircleX, colour: 'text-status-faulted' },
  refused: { Icon: Ban, colour: 'text-status-faulted' },
  'not-asked': { Icon: CircleDashed, colour: 'text-muted-foreground' },
  would: { Icon: Eye, colour: 'text-muted-foreground' },
  none: { Icon: LoaderCircle, colour: 'text-status-charging' },
} as const

function Step({ step }: { step: ShownStep }) {
  const t = useTranslations('recovery.panel')
  const words = useRecoveryWords()
  const outcome = step.outcome !== null && step.outcome in OUTCOME ? (step.outcome as keyof typeof OUTCOME) : 'none'
  const { Icon, colour } = OUTCOME[outcome]
  return (
    <li className="flex flex-wrap items-center gap-x-2">
      <Icon className={cn('size-4 shrink-0', colour)} aria-hidden />
      <span className="font-medium">{words.attempt(step)}</span>
      <span className="text-muted-foreground">
        {t(`outcome.${outcome}`)}
        {step.why !== null && ` · ${words.why(step.why)}`}
      </span>
      <span className="ml-auto text-muted-foreground text-xs">
        <DateTime at={step.at} />
      </span>
    </li>
  )
}
