'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import { ABSENT, formatKw, formatKwh, formatNumber } from '@/components/ui/format-values'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { Page } from '@/lib/kernel/cursor'
import type { SessionReading } from '@/lib/sessions/queries/list-readings'

interface ReadingsTableProps {
  sessionId: string
  first: Page<SessionReading>
  more: Action<{ sessionId: string; cursor: string }, Page<SessionReading>>
  timeZone: string | undefined
}

/** Every sample as the meter sent it: what the sum can be followed back to. */
export function ReadingsTable({ sessionId, first, more, timeZone }: ReadingsTableProps) {
  const t = useTranslations('sessions.readings')
  const locale = useLocale()
  const [later, setLater] = useState<readonly SessionReading[]>([])
  const [next, setNext] = useState<string | null | undefined>(undefined)
  const [pending, setPending] = useState(false)
  const cursor = next === undefined ? first.next : next
  const rows = [...first.rows, ...later]
  const load = async () => {
    if (cursor === null) return
    setPending(true)
    const result = await more({ sessionId, cursor }).catch(() => null)
    setPending(false)
    if (!result?.ok) return
    setLater([...later, ...result.data.rows])
    setNext(result.data.next)
  }
  const phases = (values: SessionReading['currentA'], digits: number) =>
    values.every((value) => value === null)
      ? ABSENT
      : values.map((value) => (value === null ? ABSENT : formatNumber(value, locale, digits))).join(' / ')
  const figure = (value: number | null, format: (value: number) => string) => (value === null ? ABSENT : format(value))
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      {rows.length === 0 ? (
        <CardContent className="text-muted-foreground">{t('empty')}</CardContent>
      ) : (
        <section
          aria-label={t('title')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-96 overflow-auto pb-2 focus-visible:outline-2 focus-visible:outline-ring"
        >
          <Table label={t('title')}>
            <TableHeader>
              <TableRow>
                <TableHead>{t('at')}</TableHead>
                <TableHead numeric>{t('energy')}</TableHead>
                <TableHead numeric>{t('power')}</TableHead>
                <TableHead numeric>{t('soc')}</TableHead>
                <TableHead numeric>{t('register')}</TableHead>
                <TableHead numeric>{t('current')}</TableHead>
                <TableHead numeric>{t('voltage')}</TableHead>
                <TableHead>{t('context')}</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {rows.map((row) => (
                <TableRow key={row.id}>
                  <TableCell>
                    <DateTime at={row.at} format="date-time-seconds" timeZone={timeZone} />
                  </TableCell>
                  <TableCell numeric>{figure(row.energyWh, (wh) => formatKwh(wh, locale, 3))}</TableCell>
                  <TableCell numeric>{figure(row.powerW, (w) => formatKw(w, locale, 2))}</TableCell>
                  <TableCell numeric>{figure(row.socPercent, (percent) => formatNumber(percent, locale))}</TableCell>
                  <TableCell numeric>{figure(row.registerWh, (wh) => formatKwh(wh, locale, 3))}</TableCell>
                  <TableCell numeric>{phases(row.currentA, 1)}</TableCell>
                  <TableCell numeric>{phases(row.voltageV, 0)}</TableCell>
                  <TableCell className="text-muted-foreground text-xs">{row.context}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          {cursor !== null && (
            <div className="flex justify-center p-2">
              <Button variant="outline" size="sm" pending={pending} onClick={load}>
                {t('more')}
              </Button>
            </div>
          )}
        </section>
      )}
    </Card>
  )
}
