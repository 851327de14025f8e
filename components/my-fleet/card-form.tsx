'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { toast } from 'sonner'
import { z } from 'zod'
import type { ActionResult } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useActionForm } from '@/components/forms/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import type { CardChoices, ShownCard } from './cards-table'

interface Values {
  name: string
  driverId: string
  vehicleId: string
  costCentreId: string
}

interface CardFormProps {
  trigger: ReactNode
  title: string
  card: ShownCard
  choices: CardChoices
  action: (values: Values) => Promise<ActionResult<unknown>>
}

/** Says whose a card is. */
export function CardForm({ trigger, title, ...props }: CardFormProps) {
  return (
    <FormDialog trigger={trigger} title={title} className="max-w-md">
      {(close) => <Fields {...props} onDone={close} />}
    </FormDialog>
  )
}

const PARTS = [
  ['driverId', 'driver'],
  ['vehicleId', 'vehicle'],
  ['costCentreId', 'costCentre'],
] as const

function Fields({ card, choices, action, onDone }: Omit<CardFormProps, 'trigger' | 'title'> & { onDone: () => void }) {
  const t = useTranslations('myFleet')
  const { register, submit, pending, problem } = useActionForm<Values, unknown>({
    schema: z.custom<Values>(),
    defaultValues: {
      name: card.name,
      driverId: card.driverId ?? '',
      vehicleId: card.vehicleId ?? '',
      costCentreId: card.costCentreId ?? '',
    },
    action,
    onDone: () => {
      toast.success(t('cards.saved'))
      onDone()
    },
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={t('cards.name')} error={problem('name')}>
        <Input {...register('name')} autoComplete="off" maxLength={120} />
      </Field>
      {PARTS.map(([field, kind]) => (
        <Field
          key={field}
          label={t(`cards.${kind}`)}
          description={kind === 'costCentre' ? t('cards.costCentreHelp') : undefined}
          error={problem(field)}
        >
          <NativeSelect {...register(field)}>
            <option value="">{t('cards.none')}</option>
            {choices[kind].map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </Field>
      ))}
      <FormButtons pending={pending} />
    </form>
  )
}
