'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PASSWORD_MIN_LENGTH } from '@/lib/users/password-policy'
import { trySignIn } from './sign-in-form'

interface Fault {
  field: 'email' | 'password' | 'repeat' | null
  message: string
}

export interface SetupInput {
  token: string
  email: string
  name: string
  password: string
}
export type SetupResult =
  | { ok: true; email: string }
  | { ok: false; field: 'email' | 'password' | null; message: string }

interface SetupFormProps {
  token: string
  email: string | null
  finish: (input: SetupInput) => Promise<SetupResult>
}

/** @param props.email the invited user's address; null when the first administrator chooses theirs */
export function SetupForm({ token, email, finish }: SetupFormProps) {
  const t = useTranslations('auth')
  const [fault, setFault] = useState<Fault>()
  const [pending, setPending] = useState(false)
  const faultOf = (field: Fault['field']) => (fault?.field === field ? fault.message : undefined)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const read = (name: string) => String(form.get(name) ?? '')
    if (read('password') !== read('repeat')) return setFault({ field: 'repeat', message: t('notAlike') })
    setPending(true)
    setFault(undefined)
    const input = { token, email: email ?? read('email'), name: read('name'), password: read('password') }
    const result = await finish(input).catch(
      () => ({ ok: false, field: null, message: t('fault.unreachable') }) as const,
    )
    if (result.ok) {
      const refused = await trySignIn(result.email, input.password)
      return window.location.assign(refused ? '/sign-in' : '/')
    }
    setPending(false)
    setFault(result)
  }

  return (
    <form onSubmit={submit} className="grid gap-4" method="post">
      {email === null ? (
        <>
          <Field label={t('name')}>
            <Input name="name" autoComplete="name" maxLength={120} className="h-9" autoFocus />
          </Field>
          <Field label={t('email')} error={faultOf('email')}>
            <Input name="email" type="email" autoComplete="username" required className="h-9" />
          </Field>
        </>
      ) : (
        // Lets password managers file the new password under the right account.
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      )}
      <Field
        label={t('newPassword')}
        description={t('passwordHelp', { length: PASSWORD_MIN_LENGTH })}
        error={faultOf('password')}
      >
        <Input
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={PASSWORD_MIN_LENGTH}
          className="h-9"
        />
      </Field>
      <Field label={t('repeatPassword')} error={faultOf('repeat')}>
        <Input name="repeat" type="password" autoComplete="new-password" required className="h-9" />
      </Field>
      {faultOf(null) && (
        <p role="alert" className="text-status-faulted">
          {faultOf(null)}
        </p>
      )}
      <Button type="submit" size="lg" pending={pending}>
        {t(email === null ? 'createAccount' : 'savePassword')}
      </Button>
    </form>
  )
}
