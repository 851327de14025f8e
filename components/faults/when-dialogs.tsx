'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useAct } from '@/components/forms/use-act'
import { instantOf } from '@/components/station/instant-of'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import type { FaultActions } from './fault-actions'
import { localOf, WhenField } from './when-field'

interface DialogProps {
  ids: string[]
  /** What is set now, of a single fault. */
  now: string | null
  actions: FaultActions
  onClose: () => void
  onDone: () => void
}

/** "Works again by 15:40", with a word for drivers. */
export function PromiseDialog({ ids, now, actions, onClose, onDone }: DialogProps) {
  const t = useTranslations('faults')
  const { act, pending } = useAct()
  const finish = () => {
    onClose()
    onDone()
  }
  const [local, setLocal] = useState(now ? localOf(new Date(now)) : '')
  const [note, setNote] = useState('')
  const dueAt = instantOf(local)
  const isPast = dueAt !== undefined && Date.parse(dueAt) <= Date.now()
  const isLater = now !== null && dueAt !== undefined && dueAt > now
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('promise.title', { count: ids.length })}
      description={t('promise.text')}
    >
      {() => (
        <form
          className="grid gap-4"
          onSubmit={async (event) => {
            event.preventDefault()
            if (dueAt === undefined || isPast) return
            if (await act(actions.promise, { ids, dueAt, note }, t('promise.done'))) finish()
          }}
        >
          <WhenField
            label={t('promise.when')}
            value={local}
            onChange={setLocal}
            error={isPast ? t('promise.past') : undefined}
          />
          {isLater && <p className="text-status-attention text-xs">{t('promise.later')}</p>}
          <Field label={t('promise.note')} description={t('promise.noteHelp')}>
            <Textarea value={note} onChange={({ target }) => setNote(target.value)} maxLength={500} rows={2} />
          </Field>
          <div className="flex flex-wrap items-center justify-between gap-2">
            {now ? (
              <Button
                variant="ghost"
                pending={pending}
                onClick={async () => {
                  if (await act(actions.withdrawPromise, { ids }, t('promise.withdrawn'))) finish()
                }}
              >
                {t('promise.withdraw')}
              </Button>
            ) : (
              <span />
            )}
            <FormButtons pending={pending} label={t('promise.send')} />
          </div>
        </form>
      )}
    </FormDialog>
  )
}

/** By when we want it mended ourselves. */
export function DueDialog({ ids, now, actions, onClose, onDone }: DialogProps) {
  const t = useTranslations('faults')
  const { act, pending } = useAct()
  const finish = () => {
    onClose()
    onDone()
  }
  const [local, setLocal] = useState(now ? localOf(new Date(now)) : '')
  const set = async (dueAt: string | null) => {
    if (await act(actions.setDue, { ids, dueAt }, t('due.done'))) finish()
  }
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('due.title', { count: ids.length })}
      description={t('due.text')}
    >
      {() => (
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            const dueAt = instantOf(local)
            if (dueAt !== undefined) void set(dueAt)
          }}
        >
          <WhenField label={t('due.when')} value={local} onChange={setLocal} />
          <div className="flex flex-wrap items-center justify-between gap-2">
            {now ? (
              <Button variant="ghost" pending={pending} onClick={() => void set(null)}>
                {t('due.clear')}
              </Button>
            ) : (
              <span />
            )}
            <FormButtons pending={pending} />
          </div>
        </form>
      )}
    </FormDialog>
  )
}
