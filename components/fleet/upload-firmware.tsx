'use client'

import { Upload } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useRef, useState } from 'react'
import { toast } from 'sonner'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useProblem } from '@/components/forms/use-problem'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { sendFirmware } from './send-firmware'

/** Puts a package in the repository, in a dialog that shows how much of it has gone up. */
export function UploadFirmware({ vendors }: { vendors: readonly string[] }) {
  const t = useTranslations('firmware.upload')
  return (
    <FormDialog
      trigger={
        <Button variant="outline">
          <Upload aria-hidden />
          {t('open')}
        </Button>
      }
      title={t('title')}
      description={t('text')}
      className="max-w-md"
    >
      {(close) => <Fields vendors={vendors} onDone={close} />}
    </FormDialog>
  )
}

function Fields({ vendors, onDone }: { vendors: readonly string[]; onDone: () => void }) {
  const t = useTranslations('firmware.upload')
  const errors = useTranslations('errors')
  const { fieldProblem, refusal } = useProblem()
  const router = useRouter()
  const [sent, setSent] = useState<number | null>(null)
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const stop = useRef<AbortController>(undefined)
  const problem = (field: string) => problems[field] && fieldProblem(problems[field])

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const file = form.get('file')
    const missing = ['vendor', 'version'].filter((field) => !String(form.get(field)).trim())
    if (!(file instanceof File) || file.size === 0) missing.push('file')
    setProblems(Object.fromEntries(missing.map((field) => [field, 'required'])))
    if (missing.length > 0 || !(file instanceof File)) return
    const said = Object.fromEntries(['vendor', 'model', 'version'].map((field) => [field, String(form.get(field))]))
    stop.current = new AbortController()
    setSent(0)
    const result = await sendFirmware(said, file, { onSent: setSent, signal: stop.current.signal })
    setSent(null)
    if (result.ok) {
      toast.success(t('done', { version: said.version ?? '' }))
      router.refresh()
      onDone()
    } else if (result.errors) setProblems(result.errors)
    else toast.error(result.message ? refusal({ ...result, message: result.message, code: '' }) : errors('unexpected'))
  }

  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-2 gap-4">
      <Field label={t('file')} required error={problem('file')} className="col-span-2">
        <Input name="file" type="file" className="py-1 file:mr-3 file:text-muted-foreground" />
      </Field>
      <Field label={t('vendor')} required description={t('vendorHelp')} error={problem('vendor')}>
        <Input name="vendor" list="known-vendors" autoComplete="off" />
      </Field>
      <Field label={t('model')} description={t('modelHelp')} error={problem('model')}>
        <Input name="model" autoComplete="off" />
      </Field>
      <Field
        label={t('version')}
        required
        description={t('versionHelp')}
        error={problem('version')}
        className="col-span-2"
      >
        <Input name="version" autoComplete="off" />
      </Field>
      <datalist id="known-vendors">
        {vendors.map((vendor) => (
          <option key={vendor} value={vendor} />
        ))}
      </datalist>
      {sent !== null && (
        <div className="col-span-2 flex items-center gap-3">
          <progress value={sent} max={1} className="h-2 flex-1 accent-primary" aria-label={t('sending')} />
          <Button type="button" variant="ghost" size="sm" onClick={() => stop.current?.abort()}>
            {t('stop')}
          </Button>
        </div>
      )}
      <FormButtons pending={sent !== null} label={t('send')} className="col-span-2" />
    </form>
  )
}
