'use client'

import { useTranslations } from 'next-intl'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'

/** What was given up or came back and waits for somebody; and that there is no mail server, when there is none. */
export function FailedMailings({
  failed,
  hasMailServer,
  retry,
}: {
  failed: number
  hasMailServer: boolean
  retry: Action<Record<string, never>>
}) {
  const t = useTranslations('mailings')
  const { act, pending } = useAct()
  if (failed === 0 && hasMailServer) return null
  return (
    <Card className="border-status-attention">
      <CardContent className="flex flex-wrap items-center gap-x-4 gap-y-2 p-4">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="font-medium">{hasMailServer ? t('failedTitle', { count: failed }) : t('noServer.title')}</h2>
          <p className="text-muted-foreground">{hasMailServer ? t('failedText') : t('noServer.text')}</p>
        </div>
        {failed > 0 && (
          <Button variant="outline" pending={pending} onClick={() => act(retry, {}, t('retried'))}>
            {t('retryAll')}
          </Button>
        )}
      </CardContent>
    </Card>
  )
}
