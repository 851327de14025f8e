'use client'

import { Paperclip } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { DateTime } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { Skeleton } from '@/components/ui/skeleton'
import { useSaid } from './mailing-standing'
import type { MailingActions } from './mailings-table'
import type { MailingStory, ShownMailing } from './shown-mailing'

interface MailingDialogProps {
  mailing: ShownMailing | null
  read: Action<{ id: string }, MailingStory>
  actions: MailingActions | null
  onClose: () => void
}

/** One mail: what it says, what it carries, what became of it try by try, and sending it again. */
export function MailingDialog({ mailing, read, actions, onClose }: MailingDialogProps) {
  const t = useTranslations('mailings')
  const { story, fault } = useStory(mailing, read)
  const inWords = useSaid()
  return (
    <Dialog open={mailing !== null} onOpenChange={(open) => !open && onClose()}>
      {mailing && (
        <DialogContent className="max-h-[90dvh] max-w-2xl overflow-y-auto">
          <DialogHeader>
            <DialogTitle>{mailing.subject}</DialogTitle>
            <DialogDescription>
              {t(`kind.${mailing.kind}`)} · {mailing.to}
            </DialogDescription>
          </DialogHeader>
          {fault && <p role="alert">{fault}</p>}
          {!fault && story === null && <Skeleton className="h-40" />}
          {story && (
            <>
              <pre className="max-h-72 overflow-auto whitespace-pre-wrap break-words rounded-md border bg-muted p-3 font-sans">
                {story.text}
              </pre>
              {story.files.length > 0 && (
                <ul className="flex flex-wrap gap-2" aria-label={t('files')}>
                  {story.files.map(({ what, format }) => (
                    <li key={`${what} ${format}`}>
                      <Badge>
                        <Paperclip aria-hidden />
                        {t.has(`file.${what}`) ? t(`file.${what}`) : what} ·{' '}
                        {format === 'xml' ? 'Peppol' : format.toUpperCase()}
                      </Badge>
                    </li>
                  ))}
                </ul>
              )}
              <section aria-label={t('log')}>
                <h3 className="mb-1 font-medium">{t('log')}</h3>
                <ol className="grid gap-1 text-xs">
                  {story.entries.map((entry) => (
                    <li key={`${entry.at} ${entry.state}`} className="grid grid-cols-[9rem_1fr] gap-2">
                      <span className="text-muted-foreground">
                        <DateTime at={entry.at} format="date-time-seconds" />
                      </span>
                      <span className="[overflow-wrap:anywhere]">
                        {t(`state.${entry.state}`)}
                        {entry.answer && <span className="text-muted-foreground"> · {inWords(entry.answer)}</span>}
                      </span>
                    </li>
                  ))}
                </ol>
              </section>
            </>
          )}
          {actions && <Acts mailing={mailing} actions={actions} onClose={onClose} />}
        </DialogContent>
      )}
    </Dialog>
  )
}

function useStory(mailing: ShownMailing | null, read: MailingDialogProps['read']) {
  const t = useTranslations('mailings')
  const [story, setStory] = useState<{ id: string; story: MailingStory } | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const id = mailing?.id
  useEffect(() => {
    if (id === undefined) return
    let isWanted = true
    setFault(null)
    read({ id }).then(
      (result) => {
        if (!isWanted) return
        if (result.ok) setStory({ id, story: result.data })
        else setFault(result.message)
      },
      () => isWanted && setFault(t('unreadable')),
    )
    return () => {
      isWanted = false
    }
  }, [id, read, t])
  return { story: story !== null && story.id === id ? story.story : null, fault }
}

function Acts({ mailing, actions, onClose }: { mailing: ShownMailing; actions: MailingActions; onClose: () => void }) {
  const t = useTranslations('mailings')
  const { act, pending } = useAct()
  const [to, setTo] = useState(mailing.to)
  const [reason, setReason] = useState('')
  const done = (ok: boolean) => ok && onClose()
  const hasLeft = mailing.state === 'sent' || mailing.state === 'bounced' || mailing.state === 'cancelled'
  return (
    <div className="grid gap-3 border-t pt-3">
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={async (event) => {
          event.preventDefault()
          done(await act(actions.resend, { id: mailing.id, to }, t('resent', { to })))
        }}
      >
        <Field label={t('resendTo')} className="min-w-56 flex-1">
          <Input type="email" value={to} onChange={(event) => setTo(event.target.value)} />
        </Field>
        <Button type="submit" pending={pending}>
          {t('resend')}
        </Button>
        {!hasLeft && mailing.state !== 'sending' && (
          <Button
            type="button"
            variant="outline"
            pending={pending}
            onClick={async () => done(await act(actions.cancel, { id: mailing.id }, t('cancelled')))}
          >
            {t('cancel')}
          </Button>
        )}
      </form>
      {mailing.state === 'sent' && (
        <form
          className="flex flex-wrap items-end gap-2"
          onSubmit={async (event) => {
            event.preventDefault()
            done(await act(actions.bounce, { id: mailing.id, reason }, t('bounceNoted')))
          }}
        >
          <Field label={t('bounceReason')} description={t('bounceHelp')} className="min-w-56 flex-1">
            <Input value={reason} required onChange={(event) => setReason(event.target.value)} />
          </Field>
          <Button type="submit" variant="outline" pending={pending} disabled={reason.trim() === ''}>
            {t('bounce')}
          </Button>
        </form>
      )}
    </div>
  )
}
