'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { FormButtons } from '@/components/forms/form-dialog'
import { Button } from '@/components/ui/button'
import { CopyField } from '@/components/ui/copy-field'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { SiteChoice } from '@/components/users/user-fields'
import { type CreateKey, KEY_SCOPES } from '@/lib/api-keys/key'

const LIVES_DAYS = [30, 90, 365] as const
const BLANK = { name: '', scope: 'read' as (typeof KEY_SCOPES)[number], siteIds: [] as string[], days: '90' }

interface CreateKeyDialogProps {
  sites: readonly { readonly id: string; readonly name: string }[]
  create: Action<CreateKey, { key: string }>
}

/** Makes a key and shows it the only time it can be seen. */
export function CreateKeyDialog({ sites, create }: CreateKeyDialogProps) {
  const t = useTranslations('apiKeys')
  const errors = useTranslations('errors')
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [value, setValue] = useState(BLANK)
  const [pending, setPending] = useState(false)
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})
  const [key, setKey] = useState<string>()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setPending(true)
    const { name, scope, siteIds, days } = value
    const expiresAt = days ? new Date(Date.now() + Number(days) * 86_400_000).toISOString() : null
    const result = await create({ name, scope, siteIds, expiresAt }).catch(() => null)
    setPending(false)
    if (!result?.ok)
      return setFaults(result ? { all: result.message, ...result.details } : { all: errors('unexpected') })
    setKey(result.data.key)
    router.refresh()
  }
  const change = (next: boolean) => {
    setOpen(next)
    if (next) return
    setValue(BLANK)
    setFaults({})
    setKey(undefined)
  }

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button>
          <Plus aria-hidden />
          {t('new')}
        </Button>
      </DialogTrigger>
      {/* A key that is shown once must not vanish at a click beside the dialog. */}
      <DialogContent onInteractOutside={(event) => key && event.preventDefault()}>
        <DialogHeader>
          <DialogTitle>{key ? t('madeTitle', { name: value.name }) : t('new')}</DialogTitle>
        </DialogHeader>
        {key ? (
          <>
            <p className="text-muted-foreground">{t('madeText')}</p>
            <CopyField value={key} label={t('key')} />
            <DialogFooter>
              <DialogClose asChild>
                <Button>{t('kept')}</Button>
              </DialogClose>
            </DialogFooter>
          </>
        ) : (
          <form onSubmit={submit} className="grid gap-4">
            <Field label={t('name')} description={t('nameHelp')} error={faults.name} required>
              <Input
                required
                maxLength={80}
                value={value.name}
                onChange={(event) => setValue({ ...value, name: event.target.value })}
              />
            </Field>
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label={t('scopeLabel')} description={t(`scopeHelp.${value.scope}`)}>
                <NativeSelect
                  value={value.scope}
                  onChange={(event) =>
                    setValue({ ...value, scope: KEY_SCOPES.find((scope) => scope === event.target.value) ?? 'read' })
                  }
                >
                  {KEY_SCOPES.map((scope) => (
                    <option key={scope} value={scope}>
                      {t(`scope.${scope}`)}
                    </option>
                  ))}
                </NativeSelect>
              </Field>
              <Field label={t('lives')} error={faults.expiresAt}>
                <NativeSelect value={value.days} onChange={(event) => setValue({ ...value, days: event.target.value })}>
                  {LIVES_DAYS.map((days) => (
                    <option key={days} value={days}>
                      {t('days', { days })}
                    </option>
                  ))}
                  <option value="">{t('forEver')}</option>
                </NativeSelect>
              </Field>
            </div>
            <SiteChoice
              sites={sites}
              chosen={value.siteIds}
              onChange={(siteIds) => setValue({ ...value, siteIds })}
              fault={faults.siteIds}
              help={t('sitesHelp')}
            />
            {faults.all && Object.keys(faults).length === 1 && (
              <p role="alert" className="text-status-faulted">
                {faults.all}
              </p>
            )}
            <FormButtons pending={pending} label={t('make')} />
          </form>
        )}
      </DialogContent>
    </Dialog>
  )
}
