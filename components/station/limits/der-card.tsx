'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { DateTime } from '@/components/ui/format'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import type { DerControlView } from '@/lib/der-controls/queries'

interface DerCardProps {
  controls: readonly DerControlView[]
  timeZone: string
}

/** What a 2.1 station does for the grid by itself (DER controls). */
export function DerCard({ controls, timeZone }: DerCardProps) {
  const t = useTranslations('holdings.grid')
  return (
    <TableCard
      title={t('title')}
      description={t('text')}
      scrolls
      columns={[{ label: t('control') }, { label: t('setting') }, { label: t('from') }, { label: t('until') }]}
    >
      {controls.map((control) => (
        <TableRow key={control.controlId}>
          <TableCell>
            {t.has(`type.${control.controlType}`) ? t(`type.${control.controlType}`) : control.controlType}
            {control.isDefault && (
              <Badge variant="outline" className="ml-2">
                {t('default')}
              </Badge>
            )}
            {control.isSuperseded && (
              <Badge variant="outline" className="ml-2">
                {t('superseded')}
              </Badge>
            )}
          </TableCell>
          <TableCell className="break-words font-mono text-xs">{settingWords(control.setting)}</TableCell>
          <TableCell>{control.startAt ? <DateTime at={control.startAt} timeZone={timeZone} /> : '–'}</TableCell>
          <TableCell>{endOf(control) ? <DateTime at={endOf(control)} timeZone={timeZone} /> : '–'}</TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}

const endOf = ({ startAt, durationSeconds }: DerControlView): Date | null =>
  startAt !== null && durationSeconds !== null ? new Date(startAt.getTime() + durationSeconds * 1000) : null

/** `priority 1, displacement 0.9, curveData (4)`: the standard's own names, the times apart. */
function settingWords(setting: unknown): string {
  if (setting === null || typeof setting !== 'object') return '–'
  const said = Object.entries(setting).flatMap(([name, value]) => {
    if (name === 'startTime' || name === 'duration' || name === 'customData') return []
    if (Array.isArray(value)) return [`${name} (${value.length})`]
    return value !== null && typeof value === 'object' ? [name] : [`${name} ${value}`]
  })
  return said.join(', ') || '–'
}
