import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card, CardContent } from '@/components/ui/card'
import { DateTime, Money } from '@/components/ui/format'
import { ABSENT, formatNumber } from '@/components/ui/format-values'
import type { SessionDetail } from '@/lib/sessions/queries/get-session'
import type { ReaderMay } from './reader-may'
import { useStopReason } from './use-stop-reason'

interface SessionFactsCardProps {
  session: SessionDetail
  lastReadingAt: Date | null
  may: ReaderMay
}

/** The plain facts: who, where, when, which meter values. */
export function SessionFactsCard({ session, lastReadingAt, may }: SessionFactsCardProps) {
  const t = useTranslations('sessions.facts')
  const columns = useTranslations('sessions.columns')
  const locale = useLocale()
  const stopReason = useStopReason()
  const timeZone = session.site?.timeZone
  const wh = (value: number | null) => (value === null ? ABSENT : formatNumber(value, locale))
  const answer = `answer.${session.authorisation}` as 'answer.accepted'
  const standing = session.authorisation === null ? ABSENT : t.has(answer) ? t(answer) : session.authorisation
  const facts: [string, ReactNode][] = [
    [t('started'), <DateTime key="s" at={session.startedAt} format="date-time-seconds" timeZone={timeZone} />],
    [t('ended'), <DateTime key="e" at={session.endedAt} format="date-time-seconds" timeZone={timeZone} />],
    [t('lastReading'), <DateTime key="r" at={lastReadingAt} format="date-time-seconds" timeZone={timeZone} />],
    [
      t('station'),
      <Place
        key="p"
        href={may.stations ? `/stations/${encodeURIComponent(session.stationId)}` : null}
        label={session.stationName || session.stationId}
      />,
    ],
    [columns('connector'), `${session.evse}:${session.connector}`],
    [
      t('site'),
      session.site ? (
        <Place key="i" href={may.sites ? `/sites/${session.site.id}` : null} label={session.site.name} />
      ) : (
        ABSENT
      ),
    ],
    [t('who'), session.who || t('unknownWho')],
    [t('token'), session.token ?? ABSENT],
    [t('authorisation'), standing],
    [t('customer'), session.customer?.name ?? ABSENT],
    [
      t('meter'),
      session.meterStartWh === null && session.meterStopWh === null
        ? ABSENT
        : t('meterValue', { start: wh(session.meterStartWh), stop: wh(session.meterStopWh) }),
    ],
    [t('stopReason'), session.stopReason ? stopReason(session.stopReason) : ABSENT],
    [t('transaction'), session.ocppTransactionId],
    ...useStationSays(session.stationSays),
  ]
  return (
    <Card>
      <CardContent className="pt-3">
        <dl>
          {facts.map(([label, value]) => (
            <div key={label} className="flex min-h-8 items-center justify-between gap-4 border-b py-1 last:border-0">
              <dt className="shrink-0 text-muted-foreground">{label}</dt>
              <dd className="min-w-0 break-words text-right">{value}</dd>
            </div>
          ))}
        </dl>
      </CardContent>
    </Card>
  )
}

/** What the station says in OCPP 2.1; no rows for all the others. */
function useStationSays(says: SessionDetail['stationSays']): [string, ReactNode][] {
  const t = useTranslations('sessions.facts')
  const locale = useLocale()
  if (says === null) return []
  const rows: [string, ReactNode][] = []
  if (says.total)
    rows.push([t('stationTotal'), <Money key="m" amount={says.total.amount} currency={says.total.currency} />])
  if (says.limit) {
    const { maxCost, maxEnergyWh, maxSeconds, maxSocPercent } = says.limit
    const limits = [
      maxCost === null ? null : formatNumber(maxCost, locale, 2),
      maxEnergyWh === null ? null : `${formatNumber(maxEnergyWh / 1000, locale, 1)} kWh`,
      maxSeconds === null ? null : `${formatNumber(maxSeconds / 60, locale)} min`,
      maxSocPercent === null ? null : `${maxSocPercent} %`,
    ]
    rows.push([t('limit'), limits.filter((limit) => limit !== null).join(' · ') || ABSENT])
  }
  if (says.mode) rows.push([t('mode'), says.mode])
  return rows
}

function Place({ href, label }: { href: string | null; label: string }) {
  if (href === null) return label
  return (
    <Link href={href} className="underline-offset-4 hover:underline">
      {label}
    </Link>
  )
}
