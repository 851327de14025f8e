'use client'

import { Bell, Mail } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useState } from 'react'
import { canPush, turnOnPush } from '@/components/push/browser-push'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

interface DriverResult {
  readonly result: string
  readonly token?: string | null
}

export interface SubscribeProps {
  /** OCPP identity. */
  station: string
  canEmail: boolean
  /** Our public key for push; null: not set up. */
  pushKey: string | null
  subscribe: (input: {
    station: string
    locale: 'sv' | 'en'
    to:
      | { channel: 'email'; email: string }
      | { channel: 'push'; subscription: { endpoint: string; keys: { p256dh: string; auth: string } } }
  }) => Promise<DriverResult>
  end: (token: string) => Promise<DriverResult>
}

type Said = 'letter-sent' | 'push-on' | 'push-off' | 'refused' | string

/** Asks to be told when something changes here: in this browser, or by e-mail. */
export function SubscribeForm({ station, canEmail, pushKey, subscribe, end }: SubscribeProps) {
  const t = useTranslations('publicStation')
  const locale = useLocale() === 'en' ? 'en' : 'sv'
  const [email, setEmail] = useState('')
  const [pending, setPending] = useState<'email' | 'push' | null>(null)
  const [said, setSaid] = useState<Said | null>(null)
  const [hasPush, setHasPush] = useState(false)
  const [token, setToken] = useState<string | null>(null)
  const kept = `laddvakt.hears.${station}`

  // What the browser can do, and what it was asked before, is known only here.
  useEffect(() => {
    setHasPush(pushKey !== null && canPush())
    setToken(localStorage.getItem(kept))
  }, [pushKey, kept])

  const during = async (what: 'email' | 'push', work: () => Promise<Said>) => {
    setPending(what)
    setSaid(await work().catch(() => 'failed'))
    setPending(null)
  }
  const byMail = (event: FormEvent) => {
    event.preventDefault()
    return during('email', async () => {
      const { result } = await subscribe({ station, locale, to: { channel: 'email', email } })
      return result === 'done' ? 'letter-sent' : result
    })
  }
  const byPush = () =>
    during('push', async () => {
      const subscription = await turnOnPush(pushKey ?? '')
      if (subscription === null) return 'refused'
      const answer = await subscribe({ station, locale, to: { channel: 'push', subscription } })
      if (answer.result !== 'done') return answer.result
      localStorage.setItem(kept, answer.token ?? '')
      setToken(answer.token ?? null)
      return 'push-on'
    })
  const noMore = () =>
    during('push', async () => {
      await end(token ?? '')
      localStorage.removeItem(kept)
      setToken(null)
      return 'push-off'
    })

  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>{t('subscribe.title')}</CardTitle>
          <CardDescription>{t('subscribe.text')}</CardDescription>
        </div>
      </CardHeader>
      <CardContent className="grid gap-3">
        {hasPush &&
          (token ? (
            <Button variant="outline" onClick={noMore} pending={pending === 'push'} className="h-11">
              {t('subscribe.stop')}
            </Button>
          ) : (
            <Button onClick={byPush} pending={pending === 'push'} className="h-11">
              <Bell aria-hidden />
              {t('subscribe.push')}
            </Button>
          ))}
        {canEmail && (
          <form onSubmit={byMail} className="flex flex-wrap items-end gap-2">
            <Field label={t('subscribe.email')} className="min-w-48 flex-1">
              <Input
                type="email"
                required
                autoComplete="email"
                value={email}
                onChange={(event) => setEmail(event.target.value)}
                className="h-11"
              />
            </Field>
            <Button type="submit" variant="outline" pending={pending === 'email'} className="h-11">
              <Mail aria-hidden />
              {t('subscribe.send')}
            </Button>
          </form>
        )}
        <p role="status" aria-live="polite">
          {said && t(`said.${said}`)}
        </p>
      </CardContent>
    </Card>
  )
}
