'use client'

import { useTranslations } from 'next-intl'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import type { Channel } from '@/lib/notifications/notice'

interface DeadLettersProps {
  dead: readonly { readonly channel: Channel; readonly count: number }[]
  retry: Action<{ channel: Channel }>
}

/** What was given up and waits for somebody, by its way out. Nothing when there is none. */
export function DeadLetters({ dead, retry }: DeadLettersProps) {
  const t = useTranslations('notifications')
  const { act, pending } = useAct()
  if (dead.length === 0) return null
  return (
    <Card className="border-status-attention">
      <CardContent className="grid gap-2 p-4">
        <h2 className="font-medium">{t('deliveries.deadTitle')}</h2>
        <ul className="grid gap-2">
          {dead.map(({ channel, count }) => (
            <li key={channel} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span>
                {t(`channel.${channel}`)}: {t('deliveries.dead', { count })}
              </span>
              <Button
                variant="outline"
                size="sm"
                pending={pending}
                onClick={() => act(retry, { channel }, t('deliveries.retriedAll'))}
              >
                {t('deliveries.retryAll')}
              </Button>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  )
}
