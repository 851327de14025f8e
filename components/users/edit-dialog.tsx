'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { FormButtons } from '@/components/forms/form-dialog'
import { useAct } from '@/components/forms/use-act'
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '@/components/ui/dialog'
import { Switch } from '@/components/ui/switch'
import type { ListedUser, Scopes, UserActions, UserFieldsValue } from './listed-user'
import { UserFields } from './user-fields'

interface EditDialogProps {
  user: ListedUser
  scopes: Scopes
  edit: UserActions['edit']
  onClose: () => void
}

export function EditDialog({ user, scopes, edit, onClose }: EditDialogProps) {
  const t = useTranslations('users')
  const common = useTranslations('common')
  const { act, pending } = useAct()
  const [value, setValue] = useState<UserFieldsValue>({
    name: user.name,
    role: user.role as UserFieldsValue['role'],
    customerId: user.customerId,
    siteIds: [...user.siteIds],
  })
  const [active, setActive] = useState(user.state !== 'closed')
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const run: typeof edit = async (input) => {
      const result = await edit(input)
      setFaults(result.ok ? {} : (result.details ?? {}))
      return result
    }
    if (await act(run, { id: user.id, active, ...value }, common('saved'))) onClose()
  }

  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{user.name || user.email}</DialogTitle>
          <DialogDescription>{user.email}</DialogDescription>
        </DialogHeader>
        <form onSubmit={submit} className="grid gap-4">
          <UserFields
            value={value}
            onChange={(change) => setValue({ ...value, ...change })}
            scopes={scopes}
            faults={faults}
          />
          <label htmlFor="user-active" className="flex items-start justify-between gap-4 rounded-md border p-3">
            <span className="grid gap-0.5">
              <span className="font-medium">{t('open')}</span>
              <span className="text-muted-foreground text-xs">{t('openHelp')}</span>
            </span>
            <Switch id="user-active" checked={active} onCheckedChange={setActive} />
          </label>
          <FormButtons pending={pending} />
        </form>
      </DialogContent>
    </Dialog>
  )
}
