'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { StationActions } from '@/components/station/station-actions'
import { useProblemWords } from '@/components/station/use-problem-words'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Sheet, SheetContent, SheetTitle } from '@/components/ui/sheet'
import { Skeleton } from '@/components/ui/skeleton'
import type { CommandDetails } from '@/lib/commands/queries'
import type { LiveCommand } from '@/lib/live/events'

interface CommandDetailProps {
  command: LiveCommand
  read: StationActions['commandDetails']
}

/** What exactly was asked, what the station answered, key by key where there are keys, and what it reported. */
export function CommandDetail({ command, read }: CommandDetailProps) {
  const t = useTranslations('devices.command')
  const types = useTranslations('station.command')
  const [details, setDetails] = useState<CommandDetails | 'failed' | null>(null)
  const [isOpen, setOpen] = useState(false)
  async function open() {
    setOpen(true)
    setDetails(null)
    const result = await read({ id: command.id }).catch(() => null)
    setDetails(result?.ok ? result.data : 'failed')
  }
  return (
    <>
      <Button variant="ghost" size="sm" onClick={open}>
        {t('details')}
      </Button>
      <Sheet open={isOpen} onOpenChange={setOpen}>
        <SheetContent className="w-[36rem]">
          <SheetTitle className="pr-8">{types(`type.${command.type}` as 'type.reset')}</SheetTitle>
          {details === null && <Skeleton className="h-40" />}
          {details === 'failed' && <p className="text-muted-foreground">{t('failed')}</p>}
          {details !== null && details !== 'failed' && <Details {...details} />}
        </SheetContent>
      </Sheet>
    </>
  )
}

function Details({ command, report }: CommandDetails) {
  const t = useTranslations('devices.command')
  const why = useProblemWords()(command)
  const { type: _, ...asked } = command.command
  const results = resultsIn(command.answer)
  return (
    <>
      {why && <p className="text-status-faulted">{why}</p>}
      {results.length > 0 && (
        <Part title={t('results')}>
          <ul className="grid gap-1">
            {results.map(({ key, status, value }) => (
              <li key={key} className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 font-mono text-xs">
                <span className="break-all">
                  {key}
                  {value != null && <span className="text-muted-foreground"> = {value}</span>}
                </span>
                <span className={cn(status !== 'Accepted' && 'text-status-attention')}>{status}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {Object.keys(asked).length > 0 && <Raw title={t('asked')} value={asked} />}
      {command.answer !== null && results.length === 0 && <Raw title={t('answer')} value={command.answer} />}
      {report.length > 0 && (
        <Part title={t('report', { count: report.length })}>
          {report.map(({ action, seqNo, payload }) => (
            <details key={`${action}${seqNo}`} className="rounded-md border">
              <summary className="cursor-pointer px-2 py-1 text-xs">{t('part', { action, number: seqNo + 1 })}</summary>
              <pre className="max-h-80 overflow-auto border-t p-2 font-mono text-xs">{pretty(payload)}</pre>
            </details>
          ))}
        </Part>
      )}
    </>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="grid gap-1.5">
    <h3 className="font-medium">{title}</h3>
    {children}
  </section>
)

const Raw = ({ title, value }: { title: string; value: unknown }) => (
  <Part title={title}>
    <pre className="max-h-80 overflow-auto rounded-md border bg-muted/40 p-2 font-mono text-xs">{pretty(value)}</pre>
  </Part>
)

const pretty = (value: unknown) => JSON.stringify(value, null, 2)

interface Result {
  readonly key: string
  readonly status: string
  readonly value?: string | null
}

/** A command about several keys answers for each of them. */
function resultsIn(answer: unknown): readonly Result[] {
  const results = (answer as { results?: unknown } | null)?.results
  return Array.isArray(results) ? (results as Result[]).filter(({ key }) => typeof key === 'string') : []
}
