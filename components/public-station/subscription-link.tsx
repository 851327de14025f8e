'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'

type Act = (token: string) => Promise<{ readonly result: string }>

interface SubscriptionLinkProps {
  token: string
  /** Null: over, or never was. */
  subscription: { readonly place: string; readonly identity: string | null; readonly isConfirmed: boolean } | null
  confirm: Act
  end: Act
}

/** One button to begin, one to end. */
export function SubscriptionLink({ token, subscription, confirm, end }: SubscriptionLinkProps) {
  const t = useTranslations('publicStation.link')
  const [pending, setPending] = useState<'confirm' | 'end' | null>(null)
  const [state, setState] = useState<'asked' | 'on' | 'off' | 'over' | 'failed'>(
    subscription === null ? 'over' : subscription.isConfirmed ? 'on' : 'asked',
  )
  const act = async (what: 'confirm' | 'end', run: Act, after: 'on' | 'off') => {
    setPending(what)
    const answer = await run(token).catch(() => ({ result: 'failed' }))
    setPending(null)
    setState(answer.result === 'done' ? after : answer.result === 'gone' ? 'over' : 'failed')
  }
  const place = subscription?.place ?? ''
  return (
    <Card>
      <CardContent className="grid gap-4 p-6">
        <div className="grid gap-1" aria-live="polite">
          <h1 className="font-semibold text-lg tracking-tight">{t(`${state}.title`, { place })}</h1>
          <p className="text-muted-foreground">{t(`${state}.text`, { place })}</p>
        </div>
        {state === 'asked' && (
          <Button className="h-11" pending={pending === 'confirm'} onClick={() => act('confirm', confirm, 'on')}>
            {t('confirm')}
          </Button>
        )}
        {(state === 'on' || state === 'asked') && (
          <Button variant="outline" className="h-11" pending={pending === 'end'} onClick={() => act('end', end, 'off')}>
            {t('stop')}
          </Button>
        )}
        {subscription?.identity && (
          <Link href={`/s/${encodeURIComponent(subscription.identity)}`} className="underline underline-offset-4">
            {t('toStation')}
          </Link>
        )}
      </CardContent>
    </Card>
  )
}
