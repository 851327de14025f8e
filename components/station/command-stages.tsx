'use client'

import { Check, CircleAlert, LoaderCircle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { CommandDetail } from '@/components/devices/command-detail'
import { cn } from '@/components/ui/cn'
import { Ago, useIsHydrated, useNow } from '@/components/ui/format'
import type { CommandStage, LiveCommand } from '@/lib/live/events'
import { isInSight } from './in-sight'
import type { StationActions } from './station-actions'
import { useProblemWords } from './use-problem-words'

const MOST = 4

const PATH: readonly CommandStage[] = ['queued', 'sent', 'accepted', 'confirmed']
const FAILED: ReadonlySet<CommandStage> = new Set(['rejected', 'failed', 'timed-out', 'expired'])

/** The last commands and how far they have come: queued, sent, accepted, and then what the station's own messages prove. */
export function CommandStages({
  commands,
  read,
}: {
  commands: readonly LiveCommand[]
  /** For those who may see what was asked and answered. */
  read?: StationActions['commandDetails']
}) {
  const t = useTranslations('station.command')
  const now = useNow()
  const isHydrated = useIsHydrated()
  // The first time exactly as the server drew it, which has left out what is out of sight: a second may have passed since.
  const recent = commands.filter(({ queuedAt }) => !isHydrated || isInSight(queuedAt, now)).slice(0, MOST)
  if (recent.length === 0) return null
  return (
    <ul aria-label={t('recent')} aria-live="polite" className="divide-y rounded-lg border bg-card">
      {recent.map((command) => (
        <li
          key={command.id}
          data-command={command.id}
          data-stage={command.stage}
          className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2"
        >
          <span className="font-medium sm:w-44">{t(`type.${command.type}` as 'type.reset')}</span>
          <Stages command={command} />
          <span className="ml-auto inline-flex items-center gap-x-4">
            <span className="text-muted-foreground text-xs">
              <Ago at={command.queuedAt} />
            </span>
            {read && <CommandDetail command={command} read={read} />}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Stages({ command }: { command: LiveCommand }) {
  const t = useTranslations('station.command')
  const problemWords = useProblemWords()
  const { stage } = command
  const code = command.problem?.code
  // The station's word says most, but where it had said yes; and "no answer" needs no "the station did not answer".
  const word = code === undefined || code === 'said-no' ? command.answerStatus : null
  const why = code === stage ? null : problemWords(command)
  const hasFailed = FAILED.has(stage)
  const reached = hasFailed ? (stage === 'rejected' ? 1 : stage === 'expired' ? 0 : 1) : PATH.indexOf(stage)
  const isDone = stage === 'confirmed'
  return (
    <ol className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {PATH.slice(0, reached + 1).map((one, index) => (
        // On a phone only the furthest: four commands would fill the screen.
        <li key={one} className={cn('inline-flex items-center gap-1', index < reached && 'max-sm:hidden')}>
          {t(`stage.${one}`)}
          <Check className="size-3.5 text-muted-foreground" aria-label={t('reached')} />
        </li>
      ))}
      {hasFailed && (
        <li className="inline-flex items-center gap-1 text-status-faulted">
          <CircleAlert className="size-3.5 shrink-0" aria-hidden />
          {t(`stage.${stage}`)}
          {word === null ? why && `: ${why}` : ` (${word})`}
        </li>
      )}
      {!hasFailed && !isDone && (
        <li className="inline-flex items-center gap-1 text-muted-foreground">
          <LoaderCircle className="size-3.5 animate-spin" aria-hidden />
          {t(`waiting.${stage as 'queued'}`)}
        </li>
      )}
    </ol>
  )
}
