'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect } from 'react'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { formatNumber } from '@/components/ui/format-values'
import type { Run } from '@/lib/invoices/queries/runs'
import { Exclusions } from './exclusions'

const LOOK = { running: 'charging', done: 'available', stopped: 'attention' } as const
const ASK_AGAIN_MS = 2_000

export function RunState({ state }: { state: Run['state'] }) {
  const t = useTranslations('invoices')
  return <Badge variant={LOOK[state]}>{t(`runs.state.${state}`)}</Badge>
}

interface RunProgressProps {
  run: Omit<Run, 'id' | 'customer'> & { readonly id: string }
  stop: Action<{ id: string }>
  resume: Action<{ id: string }>
}

/** How far a run has come; follows it until it is over. */
export function RunProgress({ run, stop, resume }: RunProgressProps) {
  const t = useTranslations('invoices')
  const locale = useLocale()
  const router = useRouter()
  const { act, pending } = useAct()
  const isRunning = run.state === 'running'
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => router.refresh(), ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isRunning, router])
  const share = run.state === 'done' || run.planned === 0 ? 100 : Math.min(100, (run.done / run.planned) * 100)
  const count = (value: number) => formatNumber(value, locale)
  return (
    <Card>
      <CardHeader>
        <CardTitle className="flex items-center gap-2">
          {run.periodFrom} – {run.periodTo} <RunState state={run.state} />
        </CardTitle>
        <div className="flex gap-2">
          {isRunning && (
            <Button
              variant="outline"
              pending={pending}
              onClick={() => void act(stop, { id: run.id }, t('runs.stopped'))}
            >
              {t('runs.stop')}
            </Button>
          )}
          {run.state === 'stopped' && (
            <Button pending={pending} onClick={() => void act(resume, { id: run.id }, t('runs.resumed'))}>
              {t('runs.resume')}
            </Button>
          )}
          {run.invoices > 0 && (
            <Button asChild variant="outline">
              <Link href={`/invoices?run=${run.id}`}>{t('runs.show')}</Link>
            </Button>
          )}
        </div>
      </CardHeader>
      <CardContent className="grid gap-3">
        <div
          role="progressbar"
          aria-valuenow={Math.round(share)}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-label={t('runs.progress')}
          className="h-2 overflow-hidden rounded-full bg-secondary"
        >
          <div className="h-2 rounded-full bg-status-available transition-[width]" style={{ width: `${share}%` }} />
        </div>
        <p aria-live="polite">
          {t('runs.standing', {
            done: count(run.done),
            planned: count(run.planned),
            invoices: count(run.invoices),
            sessions: count(run.sessions),
          })}
        </p>
        <Exclusions excluded={run.excluded} />
        {run.problem && <p className="text-status-faulted">{t('runs.problem', { problem: run.problem })}</p>}
      </CardContent>
    </Card>
  )
}
