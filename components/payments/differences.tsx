import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import type { Difference } from '@/lib/payments/queries/list-payments'

type Shown = Omit<Difference, 'paymentId' | 'at'> & { paymentId: string; at: string }

const SUMS = ['authorised', 'captured', 'refunded'] as const

/** Where our books and the provider's did not agree, and were made to. */
export function Differences({ rows }: { rows: readonly Shown[] }) {
  const t = useTranslations('payments')
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('settings.differences')}</CardTitle>
      </CardHeader>
      <CardContent>
        {rows.length === 0 ? (
          <p className="text-muted-foreground">{t('settings.noDifferences')}</p>
        ) : (
          <ul className="grid gap-2">
            {rows.map(({ paymentId, at, kind, ours, theirs }) => (
              <li key={`${paymentId} ${at}`} className="grid gap-x-4 sm:grid-cols-[11rem_7rem_1fr]">
                <DateTime at={at} format="date-time-seconds" />
                <Link href={`/payments/${paymentId}`} className="underline underline-offset-4">
                  {t('one', { id: paymentId })}
                </Link>
                <span className="text-muted-foreground">
                  {t(`kind.${kind}`)}
                  {SUMS.filter((name) => ours[name] !== theirs[name]).map((name) => (
                    <span key={name}>
                      {' · '}
                      {t(`sum.${name}`)} {String(ours[name])} → {String(theirs[name])}
                    </span>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  )
}
