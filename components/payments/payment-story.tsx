'use client'

import { useTranslations } from 'next-intl'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime, Money } from '@/components/ui/format'

export interface StoryEvent {
  readonly id: string
  readonly at: string
  readonly kind: string
  readonly source: string
  readonly detail: Readonly<Record<string, unknown>>
}

interface PaymentStoryProps {
  events: readonly StoryEvent[]
  currency: string
  timeZone: string
}

/** What has happened, in order. */
export function PaymentStory({ events, currency, timeZone }: PaymentStoryProps) {
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
                <Detail detail={detail} currency={currency} />
              </span>
            </li>
          ))}
        </ol>
      </CardContent>
    </Card>
  )
}

const SUMS = ['amount', 'price', 'cap'] as const
const WORDS = ['reason', 'code', 'error'] as const

/** The sums and the words that came with it. */
function Detail({ detail, currency }: { detail: StoryEvent['detail']; currency: string }) {
  const sums = SUMS.flatMap((name) => (detail[name] === undefined ? [] : [String(detail[name])]))
  const words = WORDS.flatMap((name) => (detail[name] === undefined ? [] : [String(detail[name])]))
  if (sums.length + words.length === 0) return null
  return (
    <span className="block text-muted-foreground text-sm">
      {sums.map((amount) => (
        <Money key={amount} amount={amount} currency={currency} />
      ))}
      {sums.length > 0 && words.length > 0 && ' · '}
      {words.join(' · ')}
    </span>
  )
}
