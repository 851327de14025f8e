'use client'

import { Check, CircleSlash } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { TestInput } from '@/lib/notifications/mutations/send-test'
import type { WaysOut } from '@/lib/notifications/ways-out'

interface WaysOutCardProps {
  ways: WaysOut
  sendTest: Action<{ to: TestInput }>
}

/** What can leave the house, said plainly, and a test of it. */
export function WaysOutCard({ ways, sendTest }: WaysOutCardProps) {
  const t = useTranslations('notifications')
  const { act, pending } = useAct()
  const [to, setTo] = useState('')
  const isPhone = /^\+/.test(to.trim())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const input: TestInput = isPhone ? { channel: 'sms', phone: to } : { channel: 'email', email: to }
    return act(sendTest, { to: input }, t('testSent'))
  }
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>{t('ways.title')}</CardTitle>
          {ways.isDemo && !(ways.email && ways.sms) && <CardDescription>{t('ways.demo')}</CardDescription>}
        </div>
      </CardHeader>
      <CardContent className="grid gap-4">
        <ul className="grid gap-2">
          {(['email', 'push', 'sms'] as const).map((way) => (
            <li key={way} className="flex gap-2 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0">
              {ways[way] ? <Check aria-hidden className="text-status-available" /> : <CircleSlash aria-hidden />}
              <span>
                <span className="font-medium">{t(`channel.${way}`)}</span>{' '}
                <span className="text-muted-foreground">{t(`ways.${way}.${ways[way] ? 'on' : 'off'}`)}</span>
              </span>
            </li>
          ))}
        </ul>
        <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
          <Field label={t('testTo')} className="w-64">
            <Input
              required
              value={to}
              placeholder="jour@example.com"
              autoComplete="off"
              onChange={(event) => setTo(event.target.value)}
            />
          </Field>
          <Button type="submit" variant="outline" pending={pending}>
            {t('test')}
          </Button>
        </form>
      </CardContent>
    </Card>
  )
}
