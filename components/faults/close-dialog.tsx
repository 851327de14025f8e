'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useAct } from '@/components/forms/use-act'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import type { FaultActions } from './fault-actions'

const REASONS = ['repaired', 'false-alarm', 'accepted'] as const

interface CloseDialogProps {
  ids: string[]
  actions: FaultActions
  onClose: () => void
  onDone: () => void
}

/** A person says that it is over, and why. */
export function CloseDialog({ ids, actions, onClose, onDone }: CloseDialogProps) {
  const t = useTranslations('faults')
  const { act, pending } = useAct()
  const [reason, setReason] = useState<(typeof REASONS)[number]>('repaired')
  const [note, setNote] = useState('')
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('close.title', { count: ids.length })}
      description={t('close.text')}
    >
      {() => (
        <form
          className="grid gap-4"
          onSubmit={async (event) => {
            event.preventDefault()
            if (await act(actions.close, { ids, reason, note }, t('close.done', { count: ids.length }))) {
              onClose()
              onDone()
            }
          }}
        >
          <fieldset className="grid gap-1.5">
            <legend className="mb-1.5 font-medium">{t('close.why')}</legend>
            {REASONS.map((one) => (
              <label
                key={one}
                className={cn(
                  'flex cursor-pointer items-baseline gap-2.5 rounded-md border px-3 py-2 has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-ring',
                  one === reason && 'border-foreground',
                )}
              >
                <input
                  type="radio"
                  name="reason"
                  value={one}
                  checked={one === reason}
                  onChange={() => setReason(one)}
                  className="accent-primary outline-none"
                />
                <span>
                  <span className="block font-medium">{t(`closeReason.${one}`)}</span>
                  <span className="block text-muted-foreground text-xs">{t(`close.help.${one}`)}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <Field label={t('close.note')} description={t('close.noteHelp')}>
            <Textarea value={note} onChange={({ target }) => setNote(target.value)} maxLength={1000} rows={2} />
          </Field>
          <FormButtons pending={pending} label={t('close.send')} />
        </form>
      )}
    </FormDialog>
  )
}
