'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useState } from 'react'
import { toast } from 'sonner'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useProblem } from '@/components/forms/use-problem'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import { Textarea } from '@/components/ui/textarea'
import { type Template, type TemplateInput, templateSchema } from '@/lib/templates/template'
import { valuesAsText, valuesFromText } from '@/lib/templates/template-text'

interface TemplateFormProps {
  /** The template to change; left out: a new one. */
  template?: Template
  save: Action<TemplateInput, unknown>
  trigger: ReactNode
}

/** A template's kind of station and its values, written as lines. */
export function TemplateForm({ template, save, trigger }: TemplateFormProps) {
  const t = useTranslations('templates.form')
  return (
    <FormDialog trigger={trigger} title={template ? t('editTitle') : t('createTitle')} className="max-w-xl">
      {(close) => <Fields template={template} save={save} onDone={close} />}
    </FormDialog>
  )
}

const VERSIONS = { 'ocpp1.6': 'OCPP 1.6', 'ocpp2.0.1': 'OCPP 2.0.1', 'ocpp2.1': 'OCPP 2.1' } as const

function Fields({ template, save, onDone }: Omit<TemplateFormProps, 'trigger'> & { onDone: () => void }) {
  const t = useTranslations('templates.form')
  const errors = useTranslations('errors')
  const router = useRouter()
  const { fieldProblem, refusal } = useProblem()
  const [name, setName] = useState(template?.name ?? '')
  const [vendor, setVendor] = useState(template?.vendor ?? '')
  const [model, setModel] = useState(template?.model ?? '')
  const [protocol, setProtocol] = useState(template?.protocol ?? '')
  const [text, setText] = useState(valuesAsText(template?.values ?? []))
  const [repairOnBoot, setRepairOnBoot] = useState(template?.repairOnBoot ?? false)
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const [pending, setPending] = useState(false)
  const switchId = useId()

  async function submit() {
    const lines = valuesFromText(text)
    if ('line' in lines) {
      setProblems({ values: t('lineProblem', { line: lines.line }) })
      return
    }
    const input = {
      name,
      vendor,
      model,
      protocol: protocol as TemplateInput['protocol'],
      values: lines.values,
      repairOnBoot,
    }
    const parsed = templateSchema.safeParse(input)
    if (!parsed.success) {
      setProblems(
        Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), fieldProblem(message)])),
      )
      return
    }
    setProblems({})
    setPending(true)
    try {
      const result = await save(input)
      if (result.ok) {
        toast.success(template ? t('saved', { name }) : t('created', { name }))
        router.refresh()
        onDone()
      } else toast.error(refusal(result))
    } catch {
      toast.error(errors('unexpected'))
    } finally {
      setPending(false)
    }
  }
  return (
    <form
      className="grid gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Field label={t('name')} required error={problems.name}>
        <Input value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" />
      </Field>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={t('vendor')} error={problems.vendor}>
          <Input
            value={vendor}
            onChange={(event) => setVendor(event.target.value)}
            placeholder={t('any')}
            autoComplete="off"
          />
        </Field>
        <Field label={t('model')} error={problems.model}>
          <Input
            value={model}
            onChange={(event) => setModel(event.target.value)}
            placeholder={t('any')}
            autoComplete="off"
          />
        </Field>
        <Field label={t('protocol')}>
          <NativeSelect value={protocol} onChange={(event) => setProtocol(event.target.value)}>
            <option value="">{t('any')}</option>
            {Object.entries(VERSIONS).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </Field>
      </div>
      <p className="-mt-2 text-muted-foreground text-xs">{t('vendorHelp')}</p>
      <Field label={t('values')} description={t('valuesHelp')} required error={problems.values}>
        <Textarea
          value={text}
          onChange={(event) => setText(event.target.value)}
          rows={8}
          className="font-mono text-xs"
          spellCheck={false}
          placeholder={'HeartbeatInterval = 300\nSampledDataCtrlr.TxUpdatedInterval = 60'}
        />
      </Field>
      <div className="grid gap-1">
        <div className="flex items-center gap-2">
          <Switch id={switchId} checked={repairOnBoot} onCheckedChange={setRepairOnBoot} />
          <Label htmlFor={switchId}>{t('repairOnBoot')}</Label>
        </div>
        <p className="text-muted-foreground text-xs">{t('repairHelp')}</p>
      </div>
      <FormButtons pending={pending} />
    </form>
  )
}
