'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { Ago, DateTime } from '@/components/ui/format'
import { formatNumber, formatWritten } from '@/components/ui/format-values'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
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
    <ListCard title={t('tariffs.title')} text={t('tariffs.text')} heads={[t('outlet'), t('tariff'), t('since')]}>
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
    </ListCard>
  )
}

function Settlements({ rows, timeZone }: ListProps<Settlement>) {
  const t = useTranslations('holdings')
  const locale = useLocale()
  return (
    <ListCard
      title={t('settlements.title')}
      text={t('settlements.text')}
      heads={[t('at'), t('settlements.reference'), t('state'), { numeric: t('amount') }]}
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
          <TableCell numeric>{formatWritten(amount, locale)}</TableCell>
        </TableRow>
      ))}
    </ListCard>
  )
}

function Swaps({ rows, timeZone }: ListProps<BatterySwap>) {
  const t = useTranslations('holdings')
  const locale = useLocale()
  return (
    <ListCard
      title={t('swaps.title')}
      text={t('swaps.text')}
      heads={[t('at'), t('swaps.what'), t('swaps.batteries'), t('token')]}
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
    </ListCard>
  )
}

function Streams({ rows, timeZone }: ListProps<Stream>) {
  const t = useTranslations('holdings')
  return (
    <ListCard
      title={t('streams.title')}
      text={t('streams.text')}
      heads={[t('streams.variable'), { numeric: t('streams.every') }, { numeric: t('streams.latest') }, t('at')]}
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
    </ListCard>
  )
}

interface ListCardProps {
  title: string
  text: string
  heads: readonly (string | { readonly numeric: string })[]
  children: ReactNode
}

function ListCard({ title, text, heads, children }: ListCardProps) {
  return (
    <Card>
      <CardHeader className="block">
        <CardTitle>{title}</CardTitle>
        <p className="text-muted-foreground text-xs">{text}</p>
      </CardHeader>
      <div className="relative max-h-80 overflow-auto">
        <Table>
          <TableHeader>
            <TableRow>
              {heads.map((head) =>
                typeof head === 'string' ? (
                  <TableHead key={head}>{head}</TableHead>
                ) : (
                  <TableHead key={head.numeric} numeric>
                    {head.numeric}
                  </TableHead>
                ),
              )}
            </TableRow>
          </TableHeader>
          <TableBody>{children}</TableBody>
        </Table>
      </div>
    </Card>
  )
}
