'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { WhenField } from '@/components/faults/when-field'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useAct } from '@/components/forms/use-act'
import { instantOf } from '@/components/station/instant-of'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { MaintenanceActions, WorkPlace } from './shown-window'

interface BeginMaintenanceProps {
  trigger: ReactNode
  place: WorkPlace
  begin: MaintenanceActions['begin']
}

/** "I work here now": with a reason, and until when if that is known. */
export function BeginMaintenance({ trigger, place, begin }: BeginMaintenanceProps) {
  const t = useTranslations('maintenance')
  return (
    <FormDialog trigger={trigger} title={t('beginTitle')} description={t('beginText')}>
      {(close) => <Fields place={place} begin={begin} onDone={close} />}
    </FormDialog>
  )
}

function Fields({ place, begin, onDone }: Omit<BeginMaintenanceProps, 'trigger'> & { onDone: () => void }) {
  const t = useTranslations('maintenance')
  const { act, pending } = useAct()
  const [reason, setReason] = useState('')
  const [local, setLocal] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const untilAt = isOpen ? undefined : instantOf(local)
  const isPast = untilAt !== undefined && Date.parse(untilAt) <= Date.now()
  return (
    <form
      className="grid gap-4"
      onSubmit={async (event) => {
        event.preventDefault()
        if (isPast || reason.trim() === '' || (!isOpen && untilAt === undefined)) return
        if (await act(begin, { ...place, ...(untilAt && { untilAt }), reason: reason.trim() }, t('begun'))) onDone()
      }}
    >
      <Field label={t('reason')} required>
        <Input value={reason} onChange={({ target }) => setReason(target.value)} maxLength={200} autoComplete="off" />
      </Field>
      {!isOpen && (
        <WhenField label={t('until')} value={local} onChange={setLocal} error={isPast ? t('past') : undefined} />
      )}
      <div className="flex items-center gap-2">
        <Checkbox id="open-end" checked={isOpen} onCheckedChange={(next) => setIsOpen(next === true)} />
        <label htmlFor="open-end">{t('openEnd')}</label>
      </div>
      <FormButtons pending={pending} label={t('begin')} />
    </form>
  )
}
