import { useLocale, useTranslations } from 'next-intl'
import { useWho } from '@/components/tariffs/who'
import { Badge } from '@/components/ui/badge'
import { DateTime } from '@/components/ui/format'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import { describePlan } from '@/lib/plans/describe-plan'
import type { PlanDetail } from '@/lib/plans/queries/list-plans'

/** What a plan has meant through time, newest first. */
export function PlanVersions({ versions, version: now }: Pick<PlanDetail, 'versions' | 'version'>) {
  const t = useTranslations('plans')
  const locale = useLocale()
  const who = useWho()
  return (
    <TableCard
      title={t('versions.title')}
      columns={[
        { label: t('versions.number'), numeric: true },
        { label: t('versions.meaning') },
        { label: t('versions.from') },
        { label: t('versions.by') },
        { label: t('versions.at') },
      ]}
    >
      {versions.map((version) => (
        <TableRow key={version.id} id={`version-${version.number}`}>
          <TableCell numeric>{version.number}</TableCell>
          <TableCell className="min-w-64">
            {version.terms ? describePlan(version.terms, locale) : t('unreadable')}
            {version.number === now.number && <Badge className="ml-2">{t('versions.now')}</Badge>}
            {version.note !== '' && <p className="text-muted-foreground text-xs">{version.note}</p>}
          </TableCell>
          <TableCell className="whitespace-nowrap tabular-nums">{version.effectiveFrom}</TableCell>
          <TableCell className="whitespace-nowrap">{who(version.createdBy, version.createdByName)}</TableCell>
          <TableCell>
            <DateTime at={version.createdAt} />
          </TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}
