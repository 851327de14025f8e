'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from 'sonner'
import type { z } from 'zod'
import type { Action } from '@/components/forms/action-result'
import { asNumber, useActionForm } from '@/components/forms/use-action-form'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import {
  LOGO_TYPES,
  type LogoInput,
  MOST_LOGO_BYTES,
  OCR_FORMS,
  type SellerInput,
  sellerSchema,
} from '@/lib/sellers/seller'

interface SellerFormProps {
  seller: { readonly values: SellerInput; readonly logo: string | null } | null
  action: Action<{ seller: SellerInput; logo: LogoInput }>
}

const NEW: SellerInput = { name: '', orgNumber: '', vatNumber: '', street: '', postalCode: '', city: '', country: 'SE' }

const WHO = ['name', 'orgNumber', 'vatNumber', 'seat', 'street', 'postalCode', 'city', 'country'] as const
const REACHED = ['email', 'phone', 'web'] as const
const ACCOUNTS = ['bankgiro', 'plusgiro', 'iban', 'bic', 'swishNumber', 'endpointScheme', 'endpointId'] as const
const REQUIRED: readonly string[] = ['name', 'orgNumber', 'vatNumber', 'street', 'postalCode', 'city']

/** Who sends the invoices, where they are paid, and what stands on them. */
export function SellerForm({ seller, action }: SellerFormProps) {
  const t = useTranslations('seller')
  const [logo, setLogo] = useState<LogoInput>(undefined)
  const { register, submit, pending, problem } = useActionForm<SellerInput, unknown>({
    schema: sellerSchema as unknown as z.ZodType<unknown, SellerInput>,
    defaultValues: seller?.values ?? NEW,
    action: (values) => action({ seller: values, logo }),
    onDone: () => {
      setLogo(undefined)
      toast.success(t('saved'))
    },
  })
  const flag = { setValueAs: (value: unknown) => value === true || value === 'true' }
  const text = (name: (typeof WHO | typeof REACHED | typeof ACCOUNTS)[number]) => (
    <Field key={name} label={t(`form.${name}`)} required={REQUIRED.includes(name)} error={problem(name)}>
      <Input {...register(name)} autoComplete="off" />
    </Field>
  )
  return (
    <form onSubmit={submit} noValidate className="grid max-w-4xl gap-4">
      <Group title={t('who')}>
        {WHO.map(text)}
        {REACHED.map(text)}
        <Field label={t('form.isFTaxApproved')}>
          <NativeSelect {...register('isFTaxApproved', flag)}>
            <option value="true">{t('yes')}</option>
            <option value="false">{t('no')}</option>
          </NativeSelect>
        </Field>
        <Logo shown={seller?.logo ?? null} logo={logo} onChange={setLogo} />
      </Group>
      <Group title={t('paid')}>
        {ACCOUNTS.map(text)}
        <Field label={t('form.paymentDays')} error={problem('paymentDays')}>
          <Input {...register('paymentDays', asNumber)} inputMode="numeric" placeholder="30" />
        </Field>
        <Field label={t('form.ocrForm')} description={t('form.ocrFormHelp')} error={problem('ocrForm')}>
          <NativeSelect {...register('ocrForm')}>
            {OCR_FORMS.map((form) => (
              <option key={form} value={form}>
                {t(`ocr.${form}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label={t('form.roundsToWhole')}>
          <NativeSelect {...register('roundsToWhole', flag)}>
            <option value="false">{t('no')}</option>
            <option value="true">{t('yes')}</option>
          </NativeSelect>
        </Field>
      </Group>
      <Group title={t('late')}>
        <Field label={t('form.reminderFee')} error={problem('reminderFee')}>
          <Input {...register('reminderFee')} inputMode="decimal" />
        </Field>
        <Field
          label={t('form.interestPercent')}
          description={t('form.interestHelp')}
          error={problem('interestPercent')}
        >
          <Input {...register('interestPercent')} inputMode="decimal" />
        </Field>
        <Field label={t('form.numberPrefix')} description={t('form.numberPrefixHelp')} error={problem('numberPrefix')}>
          <Input {...register('numberPrefix')} autoComplete="off" />
        </Field>
        <Field label={t('form.noteSv')} error={problem('noteSv')}>
          <Textarea {...register('noteSv')} rows={2} />
        </Field>
        <Field label={t('form.noteEn')} error={problem('noteEn')}>
          <Textarea {...register('noteEn')} rows={2} />
        </Field>
      </Group>
      <div>
        <Button type="submit" pending={pending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">{children}</CardContent>
    </Card>
  )
}

function Logo({
  shown,
  logo,
  onChange,
}: {
  shown: string | null
  logo: LogoInput
  onChange: (logo: LogoInput) => void
}) {
  const t = useTranslations('seller')
  const [refused, setRefused] = useState(false)
  const choose = async (file: File | undefined) => {
    const type = LOGO_TYPES.find((known) => known === file?.type)
    setRefused(file !== undefined && (type === undefined || file.size > MOST_LOGO_BYTES))
    if (file === undefined || type === undefined || file.size > MOST_LOGO_BYTES) return
    const bytes = new Uint8Array(await file.arrayBuffer())
    onChange({ type, base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) })
  }
  const source = logo === undefined ? shown : logo === null ? null : `data:${logo.type};base64,${logo.base64}`
  return (
    <div className="grid content-start gap-1.5">
      <Field
        label={t('form.logo')}
        description={t('form.logoHelp')}
        error={refused ? t('form.logoRefused') : undefined}
      >
        <Input type="file" accept={LOGO_TYPES.join(',')} onChange={({ target }) => void choose(target.files?.[0])} />
      </Field>
      {source && (
        <div className="flex items-center gap-2">
          {/* biome-ignore lint/performance/noImgElement: a picture of some bytes that the page already holds */}
          <img src={source} alt={t('form.logo')} className="max-h-12 rounded border bg-white p-1" />
          <Button variant="ghost" size="sm" onClick={() => onChange(null)}>
            {t('form.noLogo')}
          </Button>
        </div>
      )}
    </div>
  )
}
