import {
  CircleCheckBig,
  CircleDot,
  Clock,
  RefreshCw,
  ShieldAlert,
  Stethoscope,
  TriangleAlert,
  Truck,
  UserRound,
} from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useRecoveryWords } from '@/components/recovery/use-recovery-words'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { useNow } from '@/components/ui/format'
import { formatDate } from '@/components/ui/format-values'
import type { FaultStage, RecoveringStep } from '@/lib/live/events'

/** How grave, as a sign: a shield when only a person on the spot may clear it. */
export function SeverityMark({ severity, isSafety }: { severity: number; isSafety: boolean }) {
  const t = useTranslations('devices.severity')
  const faults = useTranslations('faults')
  const Icon = isSafety ? ShieldAlert : TriangleAlert
  const words = isSafety ? faults('safety') : t(String(severity) as '0')
  return (
    <span title={words} className="inline-flex shrink-0">
      <Icon
        aria-label={words}
        role="img"
        className={cn(
          'size-4',
          severity <= 3 || isSafety
            ? 'text-status-faulted'
            : severity <= 5
              ? 'text-status-attention'
              : 'text-muted-foreground',
        )}
      />
    </span>
  )
}

const STAGE_ICON = {
  new: CircleDot,
  diagnosing: Stethoscope,
  recovering: RefreshCw,
  dispatched: Truck,
  verify: CircleCheckBig,
} as const satisfies Record<FaultStage, unknown>

export function StageIcon({ stage, className }: { stage: FaultStage; className?: string }) {
  const Icon = STAGE_ICON[stage]
  return <Icon className={cn('size-4 shrink-0', className)} aria-hidden />
}

/** Where it is on its way; only what nobody has looked at has colour. */
/** @param recovering the step self-recovery takes, when it is at it */
export function StageBadge({ stage, recovering = null }: { stage: FaultStage; recovering?: RecoveringStep | null }) {
  const t = useTranslations('faults.stage')
  const recovery = useTranslations('recovery')
  const words = useRecoveryWords()
  const step = stage === 'recovering' && recovering ? words.attempt(recovering) : null
  return (
    <Badge
      variant={stage === 'new' ? 'attention' : 'default'}
      title={step === null ? undefined : recovery('byItself', { what: step })}
    >
      <StageIcon stage={stage} />
      {t(stage)}
      {step !== null && `: ${step}`}
    </Badge>
  )
}

const initials = (name: string) =>
  name
    .split(/[\s@.]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => word[0]?.toLocaleUpperCase())
    .join('')

/** Who has it: initials in a ring, or an empty one. @param isTaken somebody has it whose name is not the reader's to know */
export function PersonMark({
  name,
  isTaken = false,
  className,
}: {
  name: string | null
  isTaken?: boolean
  className?: string
}) {
  return (
    <span
      aria-hidden
      className={cn(
        'inline-grid size-5 shrink-0 place-content-center rounded-full border font-medium text-[0.625rem] leading-none',
        name === null && !isTaken ? 'border-dashed text-muted-foreground' : 'border-transparent bg-secondary',
        className,
      )}
    >
      {name === null ? <UserRound className="size-3" /> : initials(name)}
    </span>
  )
}

/** When drivers are told that it works again: the hour when that is today, coloured when the time has passed. */
export function PromiseMark({ at, timeZone }: { at: string; timeZone: string }) {
  const t = useTranslations('faults')
  const locale = useLocale()
  const now = useNow(1000)
  const day = (instant: number | string) => formatDate(instant, locale, 'date', timeZone)
  const isPast = Date.parse(at) < now
  return (
    <span
      suppressHydrationWarning
      title={`${t('promised')} ${formatDate(at, locale, 'date-time', timeZone)}`}
      className={cn(
        'inline-flex items-center gap-1 whitespace-nowrap',
        isPast ? 'font-medium text-status-faulted' : 'text-foreground',
      )}
    >
      <Clock className="size-3.5 shrink-0" aria-hidden />
      {formatDate(at, locale, day(at) === day(now) ? 'time' : 'date-time', timeZone)}
    </span>
  )
}
