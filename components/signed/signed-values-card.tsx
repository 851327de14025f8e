import { Download } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { DateTime } from '@/components/ui/format'
import { ABSENT, formatWritten } from '@/components/ui/format-values'
import type { SignedProof, SignedReadingRow } from '@/lib/signed-meter-values/queries/get-signed-proof'
import { SignedVerdict, VerdictInWords } from './signed-verdict'

interface SignedValuesCardProps {
  sessionId: string
  proof: SignedProof
  timeZone: string | undefined
}

/** A session's signed meter values: what they prove, one by one, and how anybody can check it. */
export function SignedValuesCard({ sessionId, proof, timeZone }: SignedValuesCardProps) {
  const t = useTranslations('signed')
  return (
    <Card data-testid="signed-values">
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        <SignedVerdict verdict={proof.verdict} />
      </CardHeader>
      <CardContent className="grid gap-3">
        <VerdictInWords proof={proof} />
        <div className="overflow-x-auto">
          <table className="w-full text-left">
            <thead className="text-muted-foreground text-xs">
              <tr className="border-b [&>th]:py-1.5 [&>th]:pr-4 [&>th]:font-normal">
                <th>{t('column.at')}</th>
                <th>{t('column.context')}</th>
                <th className="text-right">{t('column.value')}</th>
                <th>{t('column.meter')}</th>
                <th>{t('column.page')}</th>
                <th>{t('column.result')}</th>
              </tr>
            </thead>
            <tbody>
              {proof.readings.map((reading) => (
                <Reading key={String(reading.id)} reading={reading} timeZone={timeZone} />
              ))}
            </tbody>
          </table>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Button asChild variant="outline">
            <a href={`/api/export/signed/${sessionId}?format=xml`} download title={t('downloadHelp')}>
              <Download aria-hidden />
              {t('download')}
            </a>
          </Button>
          <Button asChild variant="ghost">
            <a href={`/api/export/signed/${sessionId}?format=raw`} download>
              {t('raw')}
            </a>
          </Button>
        </div>
      </CardContent>
    </Card>
  )
}

function Reading({ reading, timeZone }: { reading: SignedReadingRow; timeZone: string | undefined }) {
  const t = useTranslations('signed')
  const locale = useLocale()
  const context = `context.${reading.context.replace('.', '-')}` as 'context.Sample-Clock'
  const result = `reading.${reading.detail || 'waiting'}` as const
  return (
    <tr className="border-b last:border-0 [&>td]:py-1.5 [&>td]:pr-4">
      <td>
        <DateTime at={reading.at} format="date-time-seconds" timeZone={timeZone} />
      </td>
      <td className="whitespace-nowrap">{t.has(context) ? t(context) : reading.context}</td>
      <td className="whitespace-nowrap text-right tabular-nums">
        {reading.value === null ? ABSENT : `${formatWritten(reading.value, locale)} ${reading.unit ?? ''}`}
      </td>
      <td className="font-mono text-xs">{reading.serial ?? ABSENT}</td>
      <td className="font-mono text-xs">{reading.page ?? (reading.format || ABSENT)}</td>
      <td className={cn('min-w-48', reading.verdict === 'failed' && 'text-status-faulted')}>{t(result)}</td>
    </tr>
  )
}
