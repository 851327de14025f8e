'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import type { Action } from '@/components/forms/action-result'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PASSWORD_MIN_LENGTH } from '@/lib/users/password-policy'

export function PasswordForm({ change }: { change: Action<{ current: string; password: string }> }) {
  const t = useTranslations('account')
  const auth = useTranslations('auth')
  const errors = useTranslations('errors')
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})
  const [pending, setPending] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const read = (name: string) => String(new FormData(form).get(name) ?? '')
    if (read('password') !== read('repeat')) return setFaults({ repeat: auth('notAlike') })
    setPending(true)
    const result = await change({ current: read('current'), password: read('password') }).catch(() => null)
    setPending(false)
    if (!result?.ok) {
      setFaults(result?.details ?? {})
      if (!result?.details || Object.keys(result.details).length === 0)
        toast.error(result?.message ?? errors('unexpected'))
      return
    }
    setFaults({})
    form.reset()
    toast.success(t('passwordChanged'))
  }

  return (
    <form onSubmit={submit} className="grid max-w-sm gap-4">
      <Field label={t('current')} error={faults.current}>
        <Input name="current" type="password" autoComplete="current-password" required />
      </Field>
      <Field
        label={auth('newPassword')}
        description={auth('passwordHelp', { length: PASSWORD_MIN_LENGTH })}
        error={faults.password}
      >
        <Input name="password" type="password" autoComplete="new-password" required minLength={PASSWORD_MIN_LENGTH} />
      </Field>
      <Field label={auth('repeatPassword')} error={faults.repeat}>
        <Input name="repeat" type="password" autoComplete="new-password" required />
      </Field>
      <Button type="submit" pending={pending} className="justify-self-start">
        {t('changePassword')}
      </Button>
    </form>
  )
}
