import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { FigureGrid, PerformanceFigure } from '@/components/performance/figure'
import { ABSENT, formatDuration, formatNumber } from '@/components/ui/format-values'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import type { RecoveryStatistics } from '@/lib/recovery/queries/get-statistics'
import { useRecoveryWords } from './use-recovery-words'

interface RecoveryNumbersProps {
  days: number
  statistics: Omit<RecoveryStatistics, 'causes'> & {
    /** With the cause's name, and its playbook's. */
    readonly causes: readonly (RecoveryStatistics['causes'][number] & {
      readonly title: string
      readonly playbook: string | null
    })[]
  }
}

/** Where the rows behind a figure are. */
const rowsOf = (which: string) => `/settings/recovery?${new URLSearchParams({ rows: which })}#rows`

/** How often self-recovery has mended something, by cause and by step, and how that is counted. */
export function RecoveryNumbers({ days, statistics }: RecoveryNumbersProps) {
  const t = useTranslations('recovery.numbers')
  const locale = useLocale()
  const words = useRecoveryWords()
  const { ended, tried, recovered, medianSeconds, causes, steps } = statistics
  const number = (value: number) => formatNumber(value, locale)
  const share = (part: number, of: number) => (of === 0 ? ABSENT : `${formatNumber((100 * part) / of, locale)} %`)
  return (
    <>
      <FigureGrid label={`${t('title')}: ${t('text', { days })}`}>
        <PerformanceFigure
          name={t('share')}
          value={share(recovered, ended)}
          of={t('shareOf', { recovered: number(recovered), ended: number(ended) })}
          href={rowsOf('all')}
          linkLabel={t('rows')}
        />
        <PerformanceFigure
          name={t('tried')}
          value={share(recovered, tried)}
          of={tried === 0 ? t('triedNone') : t('triedOf', { recovered: number(recovered), tried: number(tried) })}
          href={rowsOf('recovered')}
          linkLabel={t('rows')}
        />
        <PerformanceFigure
          name={t('time')}
          value={medianSeconds === null ? ABSENT : formatDuration(medianSeconds)}
          of={t('text', { days })}
          href={rowsOf('recovered')}
          linkLabel={t('rows')}
        />
      </FigureGrid>
      <TableCard
        title={t('title')}
        description={t('text', { days })}
        empty={t('none')}
        columns={[
          { label: t('cause') },
          { label: t('playbook') },
          { label: t('ended'), numeric: true },
          { label: t('would'), numeric: true },
          { label: t('triedCount'), numeric: true },
          { label: t('recovered'), numeric: true },
          { label: t('percent'), numeric: true },
        ]}
      >
        {causes.map((row) => (
          <TableRow key={row.cause}>
            <TableCell>
              <Link href={rowsOf(row.cause)} className="underline-offset-2 hover:underline">
                {row.title}
              </Link>
            </TableCell>
            <TableCell className="text-muted-foreground">
              {row.playbook === null ? ABSENT : words.playbook(row.playbook)}
            </TableCell>
            <TableCell numeric>{number(row.ended)}</TableCell>
            <TableCell numeric>{number(row.dryRuns)}</TableCell>
            <TableCell numeric>{number(row.tried)}</TableCell>
            <TableCell numeric>{number(row.recovered)}</TableCell>
            <TableCell numeric>{share(row.recovered, row.ended)}</TableCell>
          </TableRow>
        ))}
      </TableCard>
      {steps.length > 0 && (
        <TableCard
          title={t('stepTitle')}
          columns={[
            { label: t('stepTitle'), hidden: true },
            { label: t('stepTaken'), numeric: true },
            { label: t('stepRefused'), numeric: true },
            { label: t('stepMended'), numeric: true },
          ]}
        >
          {steps.map(({ step, taken, refused, mended }) => (
            <TableRow key={step}>
              <TableCell>{words.step(step)}</TableCell>
              <TableCell numeric>{number(taken)}</TableCell>
              <TableCell numeric>{number(refused)}</TableCell>
              <TableCell numeric>{number(mended)}</TableCell>
            </TableRow>
          ))}
        </TableCard>
      )}
      <section aria-labelledby="method" className="max-w-3xl">
        <h2 id="method" className="font-medium">
          {t('method')}
        </h2>
        <p className="text-muted-foreground">{t('methodText')}</p>
      </section>
    </>
  )
}
