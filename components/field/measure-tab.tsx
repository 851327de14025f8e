'use client'

import { Clock } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Field } from '@/components/ui/field'
import { DateTime } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { ShownEntry, ShownJob } from '@/lib/field/tablet/shown-job'
import { QUANTITIES, type Quantity } from '@/lib/field/work-entry'
import { isOver } from '@/lib/field/work-order'
import type { Add } from './job-view'
import { TOUCH, TouchButton } from './touch-button'

const NAMES = Object.keys(QUANTITIES) as Quantity[]

/** What was measured, which parts were used, and what else there is to say. */
export function MeasureTab({ job, add }: { job: ShownJob; add: Add }) {
  const t = useTranslations('field.measure')
  const entries = job.entries.filter(({ kind }) => ['measurement', 'part', 'note'].includes(kind)).toReversed()
  return (
    <div className="grid gap-6">
      {!isOver(job.state) && (
        <>
          <MeasurementForm add={add} />
          <PartForm job={job} add={add} />
          <NoteForm add={add} />
        </>
      )}
      {entries.length > 0 && (
        <ul aria-label={t('done')} className="rounded-lg border bg-card py-1">
          {entries.map((entry) => (
            <li key={entry.id} className="flex items-baseline gap-3 px-3 py-2 text-base">
              <span className="w-36 shrink-0 text-muted-foreground text-xs">
                <DateTime at={entry.at} />
              </span>
              <span className="min-w-0 flex-1 whitespace-pre-line">
                <EntryWords entry={entry} />
              </span>
              {entry.isQueued && <Clock className="size-4 text-muted-foreground" aria-label={t('queued')} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function EntryWords({ entry: { kind, detail } }: { entry: ShownEntry }) {
  const t = useTranslations('field.measure')
  const locale = useLocale()
  if (kind === 'note') return String(detail.text)
  if (kind === 'part') {
    const number = detail.serialNumber ? ` (${detail.serialNumber})` : ''
    return `${detail.count} × ${detail.name}${number}`
  }
  const quantity = detail.quantity as Quantity
  const value = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(Number(detail.value))
  return `${t(`quantity.${quantity}`)}${detail.place ? ` ${detail.place}` : ''}: ${value} ${QUANTITIES[quantity]}`
}

function MeasurementForm({ add }: { add: Add }) {
  const t = useTranslations('field.measure')
  const [quantity, setQuantity] = useState<Quantity>('phase-voltage')
  const [value, setValue] = useState('')
  const [place, setPlace] = useState('')
  // A Swedish keyboard writes a comma.
  const number = value.trim() === '' ? Number.NaN : Number(value.replace(',', '.').replace('−', '-'))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (Number.isNaN(number)) return
    void add({ kind: 'measurement', detail: { quantity, value: number, place }, file: null }).then(() => {
      setValue('')
      setPlace('')
    })
  }
  return (
    <form onSubmit={submit} className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[2fr_1fr_1fr_auto]">
      <Field label={t('what')}>
        <NativeSelect
          className={TOUCH}
          value={quantity}
          onChange={(event) => setQuantity(event.target.value as Quantity)}
        >
          {NAMES.map((name) => (
            <option key={name} value={name}>
              {t(`quantity.${name}`)} ({QUANTITIES[name]})
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={`${t('value')} (${QUANTITIES[quantity]})`}>
        <Input className={TOUCH} inputMode="decimal" value={value} onChange={(event) => setValue(event.target.value)} />
      </Field>
      <Field label={t('place')}>
        <Input className={TOUCH} value={place} maxLength={100} onChange={(event) => setPlace(event.target.value)} />
      </Field>
      <TouchButton type="submit" disabled={Number.isNaN(number)}>
        {t('addMeasurement')}
      </TouchButton>
    </form>
  )
}

const OTHER = 'other'

function PartForm({ job, add }: { job: ShownJob; add: Add }) {
  const t = useTranslations('field.measure')
  const [part, setPart] = useState(job.parts[0]?.key ?? OTHER)
  const [name, setName] = useState('')
  const [count, setCount] = useState('1')
  const [serialNumber, setSerialNumber] = useState('')
  const known = job.parts.find(({ key }) => key === part)
  const words = known?.name ?? name.trim()
  const isWhole = /^[1-9]\d{0,2}$/.test(count)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (words === '' || !isWhole) return
    const detail = { part: known?.key ?? null, name: words, serialNumber, count: Number(count) }
    void add({ kind: 'part', detail, file: null }).then(() => {
      setName('')
      setCount('1')
      setSerialNumber('')
    })
  }
  return (
    <form onSubmit={submit} className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[2fr_5rem_1fr_auto]">
      <div className="grid gap-2">
        <Field label={t('part')}>
          <NativeSelect className={TOUCH} value={part} onChange={(event) => setPart(event.target.value)}>
            {job.parts.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
            <option value={OTHER}>{t('otherPart')}</option>
          </NativeSelect>
        </Field>
        {!known && (
          <Field label={t('partName')}>
            <Input className={TOUCH} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
          </Field>
        )}
      </div>
      <Field label={t('count')}>
        <Input className={TOUCH} inputMode="numeric" value={count} onChange={(event) => setCount(event.target.value)} />
      </Field>
      <Field label={t('serialNumber')}>
        <Input
          className={TOUCH}
          value={serialNumber}
          maxLength={100}
          onChange={(event) => setSerialNumber(event.target.value)}
        />
      </Field>
      <TouchButton type="submit" disabled={words === '' || !isWhole}>
        {t('addPart')}
      </TouchButton>
    </form>
  )
}

function NoteForm({ add }: { add: Add }) {
  const t = useTranslations('field.measure')
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') return
    void add({ kind: 'note', detail: { text: text.trim() }, file: null }).then(() => setText(''))
  }
  return (
    <form onSubmit={submit} className="grid items-end gap-3 lg:grid-cols-[1fr_auto]">
      <Field label={t('note')}>
        <Textarea
          className="text-base"
          value={text}
          maxLength={4000}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <TouchButton type="submit" disabled={text.trim() === ''}>
        {t('addNote')}
      </TouchButton>
    </form>
  )
}
