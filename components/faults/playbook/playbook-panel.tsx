'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useRecoveryWords } from '@/components/recovery/use-recovery-words'
import { Badge } from '@/components/ui/badge'
import { RunButtons } from './run-buttons'
import { RunView } from './run-view'
import type { RecoveryActions, ShownRecovery } from './shown-recovery'

interface PlaybookPanelProps {
  faultId: string
  /** Where it would be done: the station's name. */
  station: string
  recovery: ShownRecovery
  /** Null: who may only look. */
  actions: RecoveryActions | null
}

/** While a run is under way its guards and proofs change without a word on the stream. */
const READ_AGAIN_MS = 5_000
const MODE_VARIANT = { off: 'outline', 'dry-run': 'reserved', live: 'available' } as const

/** Self-recovery of one fault: what it may do, what it does, what has come of it; and the buttons that begin and end it. */
export function PlaybookPanel({ faultId, station, recovery, actions }: PlaybookPanelProps) {
  const t = useTranslations('recovery')
  const words = useRecoveryWords()
  const [newest, ...others] = recovery.runs
  const open = newest?.endedAt === null ? newest : null
  const earlier = open === null ? recovery.runs : others
  useReadAgain(open !== null)
  return (
    <section aria-labelledby="self-recovery" className="rounded-lg border bg-card">
      <header className="flex flex-wrap items-center justify-between gap-2 px-4 pt-3 pb-2">
        <h2 id="self-recovery" className="flex items-center gap-2 font-medium">
          {t('panel.title')}
          <Badge variant={MODE_VARIANT[recovery.mode]}>{t(`mode.${recovery.mode}`)}</Badge>
        </h2>
        {actions && (
          <RunButtons faultId={faultId} station={station} recovery={recovery} open={open} actions={actions} />
        )}
      </header>
      <div className="flex flex-col gap-3 px-4 pb-4">
        <p className="text-muted-foreground">{t(`panel.${standOf(recovery)}`)}</p>
        {open && <RunView run={open} />}
        {open === null && recovery.playbook && recovery.prospect && !recovery.isStationUnsafe && (
          <div>
            <h3 className="mb-1 text-muted-foreground text-xs">
              {t(recovery.mode === 'live' ? 'panel.steps' : 'panel.would')}
            </h3>
            <ol className="list-decimal pl-5 marker:text-muted-foreground">
              {recovery.playbook.steps.map(({ step, times }) => (
                <li key={step}>
                  {words.step(step)}{' '}
                  <span className="text-muted-foreground">· {t('panel.tries', { count: times })}</span>
                </li>
              ))}
            </ol>
          </div>
        )}
        {earlier.length > 0 && (
          <details open={open === null}>
            <summary className="cursor-pointer text-muted-foreground text-xs focus-visible:outline-2 focus-visible:outline-ring">
              {t('panel.earlier')} ({earlier.length})
            </summary>
            <ul className="mt-2 flex flex-col gap-3">
              {earlier.map((run) => (
                <li key={run.id} className="border-t pt-3">
                  <RunView run={run} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </section>
  )
}

function standOf({ isSafety, isStationUnsafe, playbook, mode }: ShownRecovery) {
  if (isSafety) return 'safety'
  if (isStationUnsafe) return 'stationUnsafe'
  if (playbook === null) return 'none'
  return mode === 'dry-run' ? 'dryRun' : mode
}

function useReadAgain(isOpen: boolean): void {
  const router = useRouter()
  useEffect(() => {
    if (!isOpen) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, READ_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isOpen, router])
}
