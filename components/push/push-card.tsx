'use client'

import { BellOff, BellRing } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import type { Action } from '@/components/forms/action-result'
import { Button } from '@/components/ui/button'
import { type BrowserSubscription, canPush, currentPush, turnOnPush } from './browser-push'

interface PushCardProps {
  /** Our public key; null: push is not set up. */
  publicKey: string | null
  has: Action<{ endpoint: string }, { isOn: boolean }>
  save: Action<BrowserSubscription>
  remove: Action<{ endpoint: string }>
}

type State = 'unknown' | 'impossible' | 'off' | 'on'

/** Push messages to this very browser, on or off. */
export function PushCard({ publicKey, has, save, remove }: PushCardProps) {
  const t = useTranslations('notifications.push')
  const [state, setState] = useState<State>('unknown')
  const [pending, setPending] = useState(false)

  useEffect(() => {
    const look = async (): Promise<State> => {
      if (publicKey === null || !canPush()) return 'impossible'
      const subscription = await currentPush()
      if (subscription === null) return 'off'
      const known = await has({ endpoint: subscription.endpoint })
      return known.ok && known.data.isOn ? 'on' : 'off'
    }
    look().then(setState, () => setState('off'))
  }, [publicKey, has])

  const change = async (work: () => Promise<State>) => {
    setPending(true)
    setState(await work().catch(() => fail('failed')))
    setPending(false)
  }
  const fail = (why: string): State => {
    toast.error(t(why))
    return 'off'
  }
  const turnOn = () =>
    change(async () => {
      const subscription = await turnOnPush(publicKey ?? '')
      if (subscription === null) return fail('refused')
      const result = await save(subscription)
      return result.ok ? 'on' : fail('failed')
    })
  const turnOff = () =>
    change(async () => {
      const subscription = await currentPush()
      if (subscription) await remove({ endpoint: subscription.endpoint })
      return 'off'
    })

  if (state === 'impossible')
    return <p className="text-muted-foreground">{t(publicKey === null ? 'notSetUp' : 'impossible')}</p>
  return state === 'on' ? (
    <div className="flex flex-wrap items-center gap-3">
      <p>{t('isOn')}</p>
      <Button variant="outline" pending={pending} onClick={turnOff}>
        <BellOff aria-hidden />
        {t('turnOff')}
      </Button>
    </div>
  ) : (
    <Button variant="outline" pending={pending || state === 'unknown'} onClick={turnOn}>
      <BellRing aria-hidden />
      {t('turnOn')}
    </Button>
  )
}
