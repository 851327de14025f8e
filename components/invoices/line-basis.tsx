import { useLocale, useTranslations } from 'next-intl'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import { ABSENT, formatDate, formatKwh, formatWritten } from '@/components/ui/format-values'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import type { Cut } from '@/lib/invoices/explain-cuts'
import type { ExplainedSession } from '@/lib/invoices/explained-session'

/** Where one price ended and another began, and how the energy was parted there. */
export function CutsCard({ cuts, timeZone }: { cuts: readonly Cut[]; timeZone: string }) {
  const t = useTranslations('invoices.explained')
  const locale = useLocale()
  const clock = (at: string) => formatDate(at, locale, 'date-time-seconds', timeZone)
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('cuts')}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-2" suppressHydrationWarning>
        {cuts.length === 0 && <p className="text-muted-foreground">{t('noCuts')}</p>}
        {cuts.map(({ at, energyWh, before, after }) => (
          <p key={at}>
            {before.at === after.at
              ? t('cutAtReading', { at: clock(at), kwh: formatKwh(energyWh, locale, 3) })
              : t('cutBetween', {
                  at: clock(at),
                  kwh: formatKwh(energyWh, locale, 3),
                  before: clock(before.at),
                  beforeKwh: formatKwh(before.energyWh, locale, 3),
                  after: clock(after.at),
                  afterKwh: formatKwh(after.energyWh, locale, 3),
                })}
          </p>
        ))}
      </CardContent>
    </Card>
  )
}

/** Every quarter of an hour of a spot price. */
export function QuartersCard({ session }: { session: ExplainedSession }) {
  const t = useTranslations('invoices.explained')
  const locale = useLocale()
  const parts = session.price.lines.flatMap(({ spot }) => spot ?? [])
  if (parts.length === 0) return null
  return (
    <TableCard
      title={t('quarters')}
      description={t('quartersText')}
      scrolls
      columns={[
        { label: t('at') },
        { label: 'kWh', numeric: true },
        { label: t('exchange'), numeric: true },
        { label: t('perKwh'), numeric: true },
      ]}
    >
      {parts.map(({ from, kwh, price, perMwh }) => (
        <TableRow key={from}>
          <TableCell>
            <DateTime at={from} timeZone={session.timeZone} />
          </TableCell>
          <TableCell numeric>{formatWritten(kwh, locale)}</TableCell>
          <TableCell numeric>{perMwh === null ? t('exchangeMissing') : formatWritten(perMwh, locale)}</TableCell>
          <TableCell numeric>{formatWritten(price, locale)}</TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}

/** What the meter said, as it was kept with the invoice. */
export function KeptReadings({ session }: { session: ExplainedSession }) {
  const t = useTranslations('invoices.explained')
  const locale = useLocale()
  const kwh = (wh: string | null) => (wh === null ? ABSENT : formatKwh(wh, locale, 3))
  return (
    <TableCard
      title={t('readings')}
      description={t('readingsText', { count: session.readings.length })}
      empty={t('noReadings')}
      scrolls
      columns={[
        { label: t('at') },
        { label: t('source') },
        { label: t('register'), numeric: true },
        { label: t('since'), numeric: true },
      ]}
    >
      {session.readings.map(({ at, registerWh, energyWh, context }) => (
        <TableRow key={`${at} ${context}`}>
          <TableCell>
            <DateTime at={at} format="date-time-seconds" timeZone={session.timeZone} />
          </TableCell>
          <TableCell>{context}</TableCell>
          <TableCell numeric>{kwh(registerWh)}</TableCell>
          <TableCell numeric>{kwh(energyWh)}</TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}
