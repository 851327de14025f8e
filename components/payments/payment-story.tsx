'use client'

import { useTranslations } from 'next-intl'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'

export interface StoryEvent {
  readonly id: string
  readonly at: string
  readonly kind: string
  readonly source: string
  readonly detail: Readonly<Record<string, unknown>>
}

/** What has happened, in order. */
export function PaymentStory({ events, timeZone }: { events: readonly StoryEvent[]; timeZone: string }) {
  const t = useTranslations('payments')
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('detail.story')}</CardTitle>
      </CardHeader>
      <CardContent>
        <ol className="grid gap-3">
          {events.map(({ id, at, kind, source, detail }) => (
            <li key={id} className="grid gap-x-4 sm:grid-cols-[11rem_1fr]">
              <span className="text-muted-foreground">
                <DateTime at={at} format="date-time-seconds" timeZone={timeZone} />
              </span>
              <span>
                {t.has(`event.${kind}` as 'event.begun') ? t(`event.${kind}` as 'event.begun') : kind}{' '}
                <span className="text-muted-foreground">
                  {t.has(`source.${source}` as 'source.driver') ? t(`source.${source}` as 'source.driver') : source}
                </span>
                <Detail detail={detail} />
              </span>
            </li>
          ))}
        </ol>
      </CardContent>
    </Card>
  )
}

const SHOWN = ['amount', 'price', 'cap', 'reason', 'code', 'error', 'call'] as const

function Detail({ detail }: { detail: StoryEvent['detail'] }) {
  const said = SHOWN.flatMap((name) => (detail[name] === undefined ? [] : [String(detail[name])]))
  if (said.length === 0) return null
  return <span className="block text-muted-foreground text-sm">{said.join(' · ')}</span>
}
