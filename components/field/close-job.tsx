'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useRef, useState } from 'react'
import { toast } from 'sonner'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { DateTime } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { openGate, type ShownJob } from '@/lib/field/tablet/shown-job'
import { CLOSING_REASONS, type ClosingReason } from '@/lib/field/work-entry'
import { CLOSE_KINDS, type CloseKind, isOver } from '@/lib/field/work-order'
import type { Add } from './job-view'
import { pictureOf } from './shrink-photo'
import { SignaturePad } from './signature-pad'
import { TOUCH, TouchButton } from './touch-button'

/** How a job ends: shown by a test, by a real charge, or with a reason why neither was possible. */
export function CloseJob({ job, add, isMine }: { job: ShownJob; add: Add; isMine: boolean }) {
  const t = useTranslations('field.close')
  const words = useTranslations('field.header')
  if (isOver(job.state)) {
    return (
      <p className="text-base">
        {job.closeKind && t(`done.${job.closeKind}`)} {job.closedAt && <DateTime at={job.closedAt} />}
        {job.closeReason && <span className="block text-muted-foreground">{job.closeReason}</span>}
      </p>
    )
  }
  if (!isMine) return <p className="text-base">{words('anothers', { name: job.assignee?.name ?? '' })}</p>
  if (job.isClosing) return <p className="text-base">{t('waiting')}</p>
  if (job.fault?.isSafety && openGate(job) !== null) return <p className="text-base text-status-faulted">{t('gate')}</p>
  return <CloseForm job={job} add={add} />
}

function CloseForm({ job, add }: { job: ShownJob; add: Add }) {
  const t = useTranslations('field.close')
  const group = useId()
  const canvas = useRef<HTMLCanvasElement>(null)
  const probe = job.commands.find(({ isPassedProbe }) => isPassedProbe)
  const [kind, setKind] = useState<CloseKind>(probe ? 'probe' : 'charge')
  const [reason, setReason] = useState<ClosingReason>('needs-part')
  const [note, setNote] = useState('')
  const [name, setName] = useState('')
  const [isSigned, setIsSigned] = useState(false)
  const [endsMaintenance, setEndsMaintenance] = useState(true)
  const [pending, setPending] = useState(false)
  const isInMaintenance = job.station.maintenanceSince !== null
  const canClose =
    (kind !== 'probe' || probe !== undefined) &&
    (kind !== 'reason' || note.trim().length >= 3) &&
    (!isSigned || name.trim() !== '')

  const close = async (event: FormEvent) => {
    event.preventDefault()
    if (!canClose) return
    setPending(true)
    try {
      if (isSigned && canvas.current) {
        const { bytes, sha256 } = await pictureOf(canvas.current, 'image/png')
        await add({ kind: 'signature', detail: { name: name.trim() }, file: sha256 }, bytes)
      }
      if (isInMaintenance && endsMaintenance) await add({ kind: 'maintenance', detail: { isOn: false }, file: null })
      await add({
        kind: 'close',
        detail: { kind, note: note.trim(), ...(kind === 'reason' && { reason }) },
        file: null,
      })
    } catch {
      toast.error(t('failed'))
    } finally {
      setPending(false)
    }
  }

  return (
    <form onSubmit={(event) => void close(event)} className="grid max-w-3xl gap-5">
      <fieldset className="grid gap-2">
        <legend className="mb-2 font-medium text-base">{t('how')}</legend>
        {CLOSE_KINDS.map((name) => (
          <label
            key={name}
            className="flex min-h-11 items-start gap-3 rounded-lg border bg-card p-3 text-base has-checked:border-foreground"
          >
            <input
              type="radio"
              name={group}
              className="mt-0.5 size-5 accent-primary"
              checked={kind === name}
              disabled={name === 'probe' && probe === undefined}
              onChange={() => setKind(name)}
            />
            <span>
              {t(`kind.${name}`)}
              <span className="block text-muted-foreground text-sm">
                {name === 'probe' && probe ? (
                  <>
                    {t('probePassed')} <DateTime at={probe.confirmedAt} />
                  </>
                ) : (
                  t(`help.${name}`)
                )}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      {kind === 'reason' && (
        <Field label={t('reason')} required>
          <NativeSelect
            className={TOUCH}
            value={reason}
            onChange={(event) => setReason(event.target.value as ClosingReason)}
          >
            {CLOSING_REASONS.map((name) => (
              <option key={name} value={name}>
                {t(`reasons.${name}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
      <Field label={t('note')} required={kind === 'reason'} description={kind === 'reason' ? t('noteHelp') : undefined}>
        <Textarea
          className="text-base"
          value={note}
          maxLength={2000}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      <Field label={t('name')} description={t('nameHelp')}>
        <Input className={TOUCH} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
      </Field>
      <SignaturePad canvas={canvas} isSigned={isSigned} onSigned={setIsSigned} />
      {isInMaintenance && (
        <label htmlFor={`${group}-maintenance`} className="flex min-h-11 items-center gap-3 text-base">
          <Checkbox
            id={`${group}-maintenance`}
            className="size-6"
            checked={endsMaintenance}
            onCheckedChange={(checked) => setEndsMaintenance(checked === true)}
          />
          {t('endMaintenance')}
        </label>
      )}
      <TouchButton type="submit" className="w-fit px-8" disabled={!canClose} pending={pending}>
        {t('close')}
      </TouchButton>
    </form>
  )
}
