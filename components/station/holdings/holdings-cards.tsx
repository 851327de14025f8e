'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Ago, DateTime } from '@/components/ui/format'
import { formatNumber } from '@/components/ui/format-values'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import type { BatterySwap, HeldTariff, Holdings, Settlement, Stream } from './holdings'

interface CardsProps {
  holdings: Holdings
  timeZone: string
}

/** What a 2.1 station holds and tells besides sessions: a card for each kind of which there is any. */
export function HoldingsCards({ holdings: { tariffs, settlements, swaps, streams }, timeZone }: CardsProps) {
  return (
    <>
      {tariffs.length > 0 && <Tariffs rows={tariffs} timeZone={timeZone} />}
      {settlements.length > 0 && <Settlements rows={settlements} timeZone={timeZone} />}
      {swaps.length > 0 && <Swaps rows={swaps} timeZone={timeZone} />}
      {streams.length > 0 && <Streams rows={streams} timeZone={timeZone} />}
    </>
  )
}

interface ListProps<Row> {
  rows: readonly Row[]
  timeZone: string
}

function Tariffs({ rows, timeZone }: ListProps<HeldTariff>) {
  const t = useTranslations('holdings')
  return (
    <TableCard
      scrolls
      title={t('tariffs.title')}
      description={t('tariffs.text')}
      columns={[{ label: t('outlet') }, { label: t('tariff') }, { label: t('since') }]}
    >
      {rows.map(({ key, evse, kind, ours, setAt }) => (
        <TableRow key={`${evse} ${key}`}>
          <TableCell>{evse === 0 ? t('allOutlets') : evse}</TableCell>
          <TableCell>
            {ours === null ? (
              <span className="break-all font-mono text-xs">{key}</span>
            ) : (
              <Link href={`/tariffs/${ours.id}`} className="underline-offset-4 hover:underline">
                {t('tariffVersion', { name: ours.name, version: ours.version })}
              </Link>
            )}
            {kind === 'driver' && (
              <Badge variant="outline" className="ml-2">
                {t('tariffs.driver')}
              </Badge>
            )}
          </TableCell>
          <TableCell>
            <DateTime at={setAt} timeZone={timeZone} />
          </TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}

function Settlements({ rows, timeZone }: ListProps<Settlement>) {
  const t = useTranslations('holdings')
  const locale = useLocale()
  return (
    <TableCard
      scrolls
      title={t('settlements.title')}
      description={t('settlements.text')}
      columns={[
        { label: t('at') },
        { label: t('settlements.reference') },
        { label: t('state') },
        { label: t('amount'), numeric: true },
      ]}
    >
      {rows.map(({ id, reference, status, amount, settledAt, receiptUrl }) => (
        <TableRow key={id}>
          <TableCell>
            <DateTime at={settledAt} timeZone={timeZone} />
          </TableCell>
          <TableCell className="break-all">
            {receiptUrl === null ? (
              reference
            ) : (
              <a href={receiptUrl} target="_blank" rel="noreferrer" className="underline underline-offset-4">
                {reference}
              </a>
            )}
          </TableCell>
          <TableCell>{t.has(`settlements.status.${status}`) ? t(`settlements.status.${status}`) : status}</TableCell>
          <TableCell numeric>{formatNumber(amount, locale, 2)}</TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}

function Swaps({ rows, timeZone }: ListProps<BatterySwap>) {
  const t = useTranslations('holdings')
  const locale = useLocale()
  return (
    <TableCard
      scrolls
      title={t('swaps.title')}
      description={t('swaps.text')}
      columns={[{ label: t('at') }, { label: t('swaps.what') }, { label: t('swaps.batteries') }, { label: t('token') }]}
    >
      {rows.map(({ requestId, eventType, token, batteries, receivedAt }) => (
        <TableRow key={`${requestId} ${eventType} ${receivedAt.getTime()}`}>
          <TableCell>
            <DateTime at={receivedAt} timeZone={timeZone} />
          </TableCell>
          <TableCell>{t.has(`swaps.event.${eventType}`) ? t(`swaps.event.${eventType}`) : eventType}</TableCell>
          <TableCell>
            {batteries.map(({ serialNumber, socPercent }) => (
              <div key={serialNumber}>
                <span className="font-mono text-xs">{serialNumber}</span>
                {socPercent !== null && (
                  <span className="ml-2 text-muted-foreground">{formatNumber(socPercent, locale)} %</span>
                )}
              </div>
            ))}
          </TableCell>
          <TableCell className="font-mono text-xs">{token}</TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}

function Streams({ rows, timeZone }: ListProps<Stream>) {
  const t = useTranslations('holdings')
  return (
    <TableCard
      scrolls
      title={t('streams.title')}
      description={t('streams.text')}
      columns={[
        { label: t('streams.variable') },
        { label: t('streams.every'), numeric: true },
        { label: t('streams.latest'), numeric: true },
        { label: t('at') },
      ]}
    >
      {rows.map(({ streamId, variable, monitorId, intervalSeconds, latest }) => (
        <TableRow key={streamId}>
          <TableCell className="break-all font-mono text-xs">
            {variable ?? t('streams.monitor', { number: monitorId })}
          </TableCell>
          <TableCell numeric>{intervalSeconds ?? '–'}</TableCell>
          <TableCell numeric>{latest?.value ?? '–'}</TableCell>
          <TableCell>{latest ? <Ago at={latest.at} timeZone={timeZone} /> : '–'}</TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}
