import { useLocale, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { DateTime } from '@/components/ui/format'
import { formatNumber } from '@/components/ui/format-values'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { TariffDetail } from '@/lib/tariffs/queries/get-tariff'
import { tariffSentence } from './tariff-sentence'
import { useWho } from './who'

/** What a tariff has cost through time, newest first. */
export function TariffVersions({ versions, inEffect }: Pick<TariffDetail, 'versions' | 'inEffect'>) {
  const t = useTranslations('tariffs')
  const locale = useLocale()
  const who = useWho()
  return (
    <Table label={t('versions.title')}>
      <TableHeader>
        <TableRow>
          <TableHead numeric>{t('versions.number')}</TableHead>
          <TableHead>{t('versions.price')}</TableHead>
          <TableHead>{t('versions.by')}</TableHead>
          <TableHead>{t('versions.at')}</TableHead>
          <TableHead>{t('versions.from')}</TableHead>
          <TableHead numeric>{t('versions.sessions')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {versions.map((version) => (
          <TableRow key={version.id} id={`version-${version.number}`}>
            <TableCell numeric>{version.number}</TableCell>
            <TableCell className="min-w-64">
              {tariffSentence(version, locale) ?? t('unreadable')}
              {version.number === inEffect && <Badge className="ml-2">{t('versions.now')}</Badge>}
              {version.note !== '' && <p className="text-muted-foreground text-xs">{version.note}</p>}
            </TableCell>
            <TableCell className="whitespace-nowrap">{who(version.createdBy, version.createdByName)}</TableCell>
            <TableCell>
              <DateTime at={version.createdAt} />
            </TableCell>
            <TableCell>
              <DateTime at={version.effectiveFrom ?? version.createdAt} />
            </TableCell>
            <TableCell numeric>{formatNumber(version.sessionCount, locale)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
