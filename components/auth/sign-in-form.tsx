'use client'

import { signIn } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** @param props.next a path of ours to go on to */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('auth')
  const [fault, setFault] = useState<string>()
  const [pending, setPending] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setPending(true)
    setFault(undefined)
    const fault = await trySignIn(String(form.get('email')), String(form.get('password')))
    // A full load, so that nothing rendered for somebody else is left.
    if (fault === null) return window.location.assign(next)
    setPending(false)
    setFault(
      fault.kind === 'rate-limited' ? t('fault.rate-limited', { minutes: fault.minutes }) : t(`fault.${fault.kind}`),
    )
  }

  return (
    <form onSubmit={submit} className="grid gap-4" method="post">
      <Field label={t('email')}>
        <Input name="email" type="email" autoComplete="username" required autoFocus className="h-9" />
      </Field>
      <Field label={t('password')}>
        <Input name="password" type="password" autoComplete="current-password" required className="h-9" />
      </Field>
      {fault && (
        <p role="alert" className="text-status-faulted">
          {fault}
        </p>
      )}
      <Button type="submit" size="lg" pending={pending}>
        {t('signIn')}
      </Button>
      <p className="text-balance text-center text-muted-foreground text-xs">{t('forgotten')}</p>
    </form>
  )
}

type Fault = { kind: 'wrong' | 'unreachable' } | { kind: 'rate-limited'; minutes: number }

/** Null when it went well. */
export async function trySignIn(email: string, password: string): Promise<Fault | null> {
  try {
    const result = await signIn('credentials', { email, password, redirect: false })
    if (result?.ok && !result.error) return null
    const [, seconds] = /^rate-limited:(\d+)$/.exec(result?.error ?? '') ?? []
    if (seconds) return { kind: 'rate-limited', minutes: Math.ceil(Number(seconds) / 60) }
    return { kind: result?.error === 'CredentialsSignin' ? 'wrong' : 'unreachable' }
  } catch {
    return { kind: 'unreachable' }
  }
}
