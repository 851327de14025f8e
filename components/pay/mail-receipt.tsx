'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

interface MailReceiptProps {
  /** Of the payment. */
  paymentKey: string
  send: (input: { key: string; email: string; language: 'sv' | 'en' }) => Promise<{ readonly problem: string | null }>
}

/** The receipt by mail, as a PDF, to whoever pays the driver back. */
export function MailReceipt({ paymentKey, send }: MailReceiptProps) {
  const t = useTranslations('pay.receipt.mail')
  const language = useLocale() === 'en' ? 'en' : 'sv'
  const [email, setEmail] = useState('')
  const [pending, setPending] = useState(false)
  const [said, setSaid] = useState<'sent' | 'refused' | 'too-often' | 'failed' | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setPending(true)
    const problem = await send({ key: paymentKey, email, language }).then(
      (result) => result.problem,
      () => 'failed',
    )
    setSaid(
      problem === null ? 'sent' : problem === 'email' ? 'refused' : problem === 'too-often' ? 'too-often' : 'failed',
    )
    setPending(false)
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-2 rounded-lg border bg-card p-5 print:hidden">
      <div className="flex flex-wrap items-end gap-2">
        <Field
          label={t('label')}
          error={said !== null && said !== 'sent' ? t(said) : undefined}
          className="min-w-52 flex-1"
        >
          <Input
            type="email"
            autoComplete="email"
            value={email}
            onChange={(event) => {
              setEmail(event.target.value)
              setSaid(null)
            }}
          />
        </Field>
        <Button type="submit" variant="outline" pending={pending} disabled={email.trim() === ''}>
          {t('send')}
        </Button>
      </div>
      {said === 'sent' && <p role="status">{t('sent', { email })}</p>}
    </form>
  )
}
