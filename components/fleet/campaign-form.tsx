'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import type { Action } from '@/components/forms/action-result'
import { useProblem } from '@/components/forms/use-problem'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import type { ChooseStations, NewCampaign } from '@/lib/firmware/campaign'
import { ChooseStationsFields, type Chosen, useChoice } from './choose-stations'

interface CampaignFormProps {
  firmware: readonly { id: string; vendor: string; model: string; version: string; isSigned: boolean }[]
  sites: readonly { id: string; name: string }[]
  choose: Action<ChooseStations, Chosen>
  create: Action<NewCampaign, { id: string }>
}

/** Plans a campaign; nothing happens to any station before it is started on its own page. */
export function CampaignForm({ firmware, sites, choose, create }: CampaignFormProps) {
  const t = useTranslations('firmware.form')
  const common = useTranslations('common')
  const errors = useTranslations('errors')
  const router = useRouter()
  const { fieldProblem, refusal } = useProblem()
  const [firmwareId, setFirmwareId] = useState(firmware[0]?.id ?? '')
  const chosen = firmware.find(({ id }) => id === firmwareId)
  const [isSigned, setSigned] = useState(chosen?.isSigned ?? false)
  const [atNight, setAtNight] = useState(true)
  const choice = useChoice({ vendor: chosen?.vendor ?? '', model: chosen?.model ?? '' }, choose)
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const [pending, setPending] = useState(false)
  const problem = (field: string) => problems[field] && fieldProblem(problems[field])

  function pick(id: string) {
    const next = firmware.find((one) => one.id === id)
    setFirmwareId(id)
    setSigned(next?.isSigned ?? false)
    choice.change({ vendor: next?.vendor ?? '', model: next?.model ?? '' })
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const numbers = { waveSize: Number(text('waveSize')), stopAfterFailures: Number(text('stopAfterFailures')) }
    const missing = [
      ...(text('name') === '' ? ['name'] : []),
      ...Object.keys(numbers).filter((name) => !(numbers[name as 'waveSize'] >= 1)),
    ]
    setProblems(
      Object.fromEntries(missing.map((field) => [field, field === 'name' ? 'required' : 'not-a-whole-number'])),
    )
    if (missing.length > 0) return
    setPending(true)
    try {
      const result = await create({
        name: text('name'),
        firmwareId,
        ...numbers,
        windowFrom: atNight ? text('windowFrom') : null,
        windowTo: atNight ? text('windowTo') : null,
        isSigned,
        stations: choice.input,
      })
      if (result.ok) router.push(`/fleet/firmware/campaigns/${result.data.id}`)
      else {
        setProblems(result.details ?? {})
        toast.error(refusal(result))
      }
    } catch {
      toast.error(errors('unexpected'))
    } finally {
      setPending(false)
    }
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-4 lg:grid-cols-2">
      <Card>
        <CardHeader>
          <CardTitle>{t('what')}</CardTitle>
        </CardHeader>
        <CardContent className="grid content-start gap-4">
          <Field label={t('name')} required error={problem('name')}>
            <Input name="name" autoComplete="off" maxLength={120} placeholder={t('namePlaceholder')} />
          </Field>
          <Field label={t('firmware')} required error={problem('firmwareId')}>
            <NativeSelect value={firmwareId} onChange={({ target }) => pick(target.value)}>
              {firmware.map(({ id, vendor, model, version }) => (
                <option key={id} value={id}>
                  {[vendor, model, version].filter(Boolean).join(' ')}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <Tick
            checked={isSigned}
            onChange={setSigned}
            disabled={!chosen?.isSigned}
            label={t('signed')}
            help={t(chosen?.isSigned ? 'signedHelp' : 'unsignedHelp')}
          />
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>{t('stations')}</CardTitle>
        </CardHeader>
        <CardContent>
          <ChooseStationsFields choice={choice} sites={sites} error={problem('stations')} />
        </CardContent>
      </Card>
      <Card className="lg:col-span-2">
        <CardHeader>
          <CardTitle>{t('how')}</CardTitle>
        </CardHeader>
        <CardContent className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          <Field label={t('waveSize')} description={t('waveSizeHelp')} error={problem('waveSize')}>
            <Input name="waveSize" inputMode="numeric" defaultValue="10" />
          </Field>
          <Field label={t('stopAfter')} description={t('stopAfterHelp')} error={problem('stopAfterFailures')}>
            <Input name="stopAfterFailures" inputMode="numeric" defaultValue="3" />
          </Field>
          <div className="grid content-start gap-3 lg:col-span-2">
            <Tick checked={atNight} onChange={setAtNight} label={t('window')} help={t('windowHelp')} />
            {atNight && (
              <div className="flex flex-wrap gap-4">
                <Field label={t('from')} error={problem('windowFrom')}>
                  <Input name="windowFrom" inputMode="numeric" maxLength={5} defaultValue="22:00" className="w-20" />
                </Field>
                <Field label={t('to')} error={problem('windowTo')}>
                  <Input name="windowTo" inputMode="numeric" maxLength={5} defaultValue="05:00" className="w-20" />
                </Field>
              </div>
            )}
          </div>
        </CardContent>
      </Card>
      <div className="flex flex-wrap items-center justify-end gap-2 lg:col-span-2">
        <p className="mr-auto text-muted-foreground">{t('draftFirst')}</p>
        <Button asChild variant="outline">
          <Link href="/fleet/firmware">{common('cancel')}</Link>
        </Button>
        <Button type="submit" pending={pending}>
          {t('create')}
        </Button>
      </div>
    </form>
  )
}

interface TickProps {
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
  label: string
  help: string
}

function Tick({ checked, onChange, disabled, label, help }: TickProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is inside, under another name
    <label className="flex items-start gap-2.5">
      <Checkbox
        checked={checked}
        disabled={disabled}
        onCheckedChange={(value) => onChange(value === true)}
        className="mt-0.5"
      />
      <span className="grid gap-0.5">
        {label}
        <span className="text-muted-foreground text-xs">{help}</span>
      </span>
    </label>
  )
}
