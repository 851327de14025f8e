'use client'

import { Check, Copy, X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { DateTime } from '@/components/ui/format'
import type { MessageRow } from '@/lib/messages/message-row'
import type { MessageDetail } from '@/lib/messages/queries/get-message'
import type { LogActions } from './log-actions'
import { prettyJson } from './pretty-json'
import { rawFrames } from './raw-frames'
import { SchemaFaults } from './schema-faults'

interface MessagePaneProps {
  message: MessageRow
  read: LogActions['readMessage']
  close(): void
  timeZone: string | undefined
}

/** One exchange whole: both payloads, what the station broke and what we made of it, and the frames as they went over the wire. */
export function MessagePane({ message, read, close, timeZone }: MessagePaneProps) {
  const t = useTranslations('messageLog')
  const [view, setView] = useState<'payloads' | 'frames'>('payloads')
  const detail = useDetail(message, read)
  const shown: MessageRow = detail ?? message
  const frames = rawFrames(shown)
  return (
    <aside
      aria-label={t('pane.label')}
      data-testid="message-pane"
      className="fixed inset-x-0 bottom-0 z-40 flex max-h-[75dvh] flex-col gap-3 overflow-y-auto rounded-t-xl border bg-card p-4 shadow-xl xl:sticky xl:top-16 xl:z-0 xl:max-h-[calc(100dvh-5rem)] xl:rounded-lg xl:shadow-none"
    >
      <header className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="truncate font-semibold">{shown.action || t('unreadable')}</h2>
          <p className="text-muted-foreground text-xs">
            {t(shown.direction)} ·{' '}
            {shown.station && (
              <Link
                href={`/stations/${encodeURIComponent(shown.station)}?tab=messages`}
                className="underline-offset-4 hover:underline"
              >
                {shown.station}
              </Link>
            )}{' '}
            · <DateTime at={shown.at} format="log" timeZone={timeZone} />
          </p>
          <p className="truncate font-mono text-muted-foreground text-xs">
            {shown.protocol} · {shown.messageId || '–'}
          </p>
        </div>
        <Button variant="ghost" size="icon-sm" aria-label={t('pane.close')} onClick={close}>
          <X aria-hidden />
        </Button>
      </header>
      <div className="flex gap-1" role="tablist" aria-label={t('pane.label')}>
        {(['payloads', 'frames'] as const).map((one) => (
          <Button
            key={one}
            role="tab"
            aria-selected={view === one}
            variant={view === one ? 'secondary' : 'ghost'}
            size="sm"
            onClick={() => setView(one)}
          >
            {t(`pane.${one}`)}
          </Button>
        ))}
      </div>
      {detail && detail.explained.length > 0 && <SchemaFaults message={detail} />}
      {view === 'frames' ? (
        frames.map((frame, index) => (
          <Text key={frame} title={t(index === 0 ? 'request' : 'answer')} text={frame} isWrapped />
        ))
      ) : (
        <>
          <Text title={t('request')} text={prettyJson(shown.request)} />
          {shown.response === null ? (
            <p className="text-muted-foreground">
              {shown.errorCode ? <Reason code={shown.errorCode} /> : t('noAnswer')}
            </p>
          ) : (
            <>
              {shown.errorCode && <Reason code={shown.errorCode} />}
              <Text
                title={shown.latencyMs === null ? t('answer') : t('answerAfter', { ms: shown.latencyMs })}
                text={prettyJson(shown.response)}
              />
            </>
          )}
        </>
      )}
    </aside>
  )
}

/** What an error in the log means, in words. */
function Reason({ code }: { code: string }) {
  const t = useTranslations('messageLog.reason')
  const key = code as 'Timeout'
  return (
    <p>
      <span className="text-status-faulted">{code}</span>
      {t.has(key) && <span className="text-muted-foreground"> · {t(key)}</span>}
    </p>
  )
}

/** The whole of it, with its faults; rows seen live may be cut, and are in the log a moment later. */
function useDetail(message: MessageRow, read: LogActions['readMessage']): MessageDetail | null {
  const [detail, setDetail] = useState<MessageDetail | null>(null)
  useEffect(() => {
    let isGone = false
    const { station, at, direction, messageId, id } = message
    const key = { station, at: new Date(at).toISOString(), direction, messageId, id: id === null ? null : String(id) }
    read(key)
      .then((result) => !isGone && result.ok && setDetail(result.data))
      .catch(() => undefined) // what the row itself holds is shown
    return () => {
      isGone = true
    }
  }, [message, read])
  return detail
}

function Text({ title, text, isWrapped = false }: { title: string; text: string; isWrapped?: boolean }) {
  const t = useTranslations('common')
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => undefined, // over plain http there is no clipboard; the text can be marked
    )
  return (
    <div className="min-w-0">
      <h3 className="mb-1 flex items-center justify-between gap-2 text-muted-foreground text-xs">
        {title}
        <Button variant="ghost" size="sm" onClick={copy}>
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          <span aria-live="polite">{t(copied ? 'copied' : 'copy')}</span>
        </Button>
      </h3>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className={`max-h-96 overflow-auto rounded-md border bg-background p-2.5 font-mono text-xs leading-5 ${isWrapped ? 'whitespace-pre-wrap break-all' : ''}`}
      >
        {text}
      </pre>
    </div>
  )
}
