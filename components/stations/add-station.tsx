'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { FormButtons } from '@/components/forms/form-dialog'
import { useActionForm } from '@/components/forms/use-action-form'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { newStationSchema } from '@/lib/stations/station'
import { CopyLine } from './copy-line'

export interface NewStationValues {
  identity: string
  name?: string
  siteId?: string | null
  generatePassword?: boolean
  allowWithoutPassword?: boolean
}
interface Made {
  readonly identity: string
  readonly password: string | null
}

interface AddStationProps {
  trigger: ReactNode
  sites: readonly { id: string; name: string }[]
  ocppAddress: string
  action: Action<NewStationValues, Made>
}

/** Registers a station, then says what to enter in it. The password is shown this once. */
export function AddStation({ trigger, ...props }: AddStationProps) {
  const t = useTranslations('stations.add')
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<Made | null>(null)
  const onOpenChange = (opens: boolean) => {
    setOpen(opens)
    if (opens) setMade(null)
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{made ? t('madeTitle', { id: made.identity }) : t('title')}</DialogTitle>
          <DialogDescription>{made ? t('madeText') : t('text')}</DialogDescription>
        </DialogHeader>
        {made ? <Instructions made={made} ocppAddress={props.ocppAddress} /> : <Fields {...props} onDone={setMade} />}
      </DialogContent>
    </Dialog>
  )
}

function Fields({ sites, action, onDone }: Omit<AddStationProps, 'trigger'> & { onDone: (made: Made) => void }) {
  const t = useTranslations('stations.add')
  const common = useTranslations('common')
  const { register, submit, pending, problem, form } = useActionForm<NewStationValues, Made>({
    schema: newStationSchema as never,
    defaultValues: { identity: '', name: '', siteId: null, generatePassword: true, allowWithoutPassword: false },
    action,
    onDone: (data) => onDone(data),
  })
  const withPassword = form.watch('generatePassword')
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={t('identity')} required error={problem('identity')} description={t('identityHelp')}>
        <Input {...register('identity')} autoComplete="off" autoFocus className="font-mono" spellCheck={false} />
      </Field>
      <Field label={t('name')} error={problem('name')} description={t('nameHelp')}>
        <Input {...register('name')} autoComplete="off" />
      </Field>
      <Field label={t('site')} error={problem('siteId')}>
        <NativeSelect {...register('siteId', { setValueAs: (value: string | null) => value || null })}>
          <option value="">{common('none')}</option>
          {sites.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <fieldset className="grid gap-2">
        <legend className="mb-2 font-medium">{t('security')}</legend>
        {[true, false].map((choice) => (
          <label key={String(choice)} className="flex items-start gap-2.5">
            <input
              type="radio"
              name="security"
              className="mt-1 accent-primary"
              checked={withPassword === choice}
              onChange={() => {
                form.setValue('generatePassword', choice)
                form.setValue('allowWithoutPassword', !choice)
              }}
            />
            <span>
              {t(choice ? 'withPassword' : 'withoutPassword')}
              <span className="block text-muted-foreground text-xs">
                {t(choice ? 'withPasswordHelp' : 'withoutPasswordHelp')}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <FormButtons pending={pending} label={t('submit')} />
    </form>
  )
}

function Instructions({ made, ocppAddress }: { made: Made; ocppAddress: string }) {
  const t = useTranslations('stations.add')
  const address = `${ocppAddress}${encodeURIComponent(made.identity)}`
  return (
    <div className="grid gap-4">
      <CopyLine label={t('address')} value={address} help={t('addressHelp', { base: ocppAddress })} />
      {made.password !== null && (
        <>
          <CopyLine label={t('user')} value={made.identity} />
          <CopyLine label={t('password')} value={made.password} help={t('passwordHelp')} />
        </>
      )}
      <DialogFooter>
        <DialogClose asChild>
          <Button>{t('done')}</Button>
        </DialogClose>
      </DialogFooter>
    </div>
  )
}
