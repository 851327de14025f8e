'use client'

import { UserPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { FormButtons } from '@/components/forms/form-dialog'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogHeader, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { LinkHandover } from './link-handover'
import type { Scopes, UserFieldsValue } from './listed-user'
import { UserFields } from './user-fields'

const BLANK: UserFieldsValue & { email: string } = {
  email: '',
  name: '',
  role: 'operator',
  customerId: null,
  siteIds: [],
}

interface InviteDialogProps {
  scopes: Scopes
  invite: Action<UserFieldsValue & { email: string }, { path: string }>
}

/** Makes an account and hands its one-time link over. */
export function InviteDialog({ scopes, invite }: InviteDialogProps) {
  const t = useTranslations('users')
  const errors = useTranslations('errors')
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [value, setValue] = useState(BLANK)
  const [pending, setPending] = useState(false)
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})
  const [path, setPath] = useState<string>()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setPending(true)
    const result = await invite(value).catch(() => null)
    setPending(false)
    if (!result?.ok)
      return setFaults(result ? { all: result.message, ...result.details } : { all: errors('unexpected') })
    setPath(result.data.path)
    router.refresh()
  }
  const change = (next: boolean) => {
    setOpen(next)
    if (next) return
    setValue(BLANK)
    setFaults({})
    setPath(undefined)
  }

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button>
          <UserPlus aria-hidden />
          {t('invite')}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{path ? t('invited', { email: value.email }) : t('invite')}</DialogTitle>
        </DialogHeader>
        {path ? (
          <LinkHandover path={path} />
        ) : (
          <form onSubmit={submit} className="grid gap-4">
            <Field label={t('email')} error={faults.email} required>
              <Input
                type="email"
                required
                autoComplete="off"
                value={value.email}
                onChange={(event) => setValue({ ...value, email: event.target.value })}
              />
            </Field>
            <UserFields
              value={value}
              onChange={(next) => setValue({ ...value, ...next })}
              scopes={scopes}
              faults={faults}
            />
            {faults.all && Object.keys(faults).length === 1 && (
              <p role="alert" className="text-status-faulted">
                {faults.all}
              </p>
            )}
            <FormButtons pending={pending} label={t('createAccount')} />
          </form>
        )}
      </DialogContent>
    </Dialog>
  )
}
