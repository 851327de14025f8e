import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { DateTime } from '@/components/ui/format'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import type { EndedFault } from '@/lib/recovery/queries/list-ended-faults'

interface EndedRowsProps {
  /** The latest first. */
  rows: readonly (EndedFault & { readonly title: string })[]
  /** How many there are, also beyond those. */
  total: number
}

/** The faults behind a figure of self-recovery. */
export function EndedRows({ rows, total }: EndedRowsProps) {
  const t = useTranslations('recovery.numbers')
  const reasons = useTranslations('faults.closeReason')
  const columns = useTranslations('faults.columns')
  return (
    <div id="rows">
      <TableCard
        title={t('rows')}
        description={t('rowsOf', { shown: rows.length, total })}
        empty={t('none')}
        scrolls
        columns={[
          { label: t('cause') },
          { label: columns('station') },
          { label: columns('opened') },
          { label: columns('closed') },
          { label: columns('reason') },
        ]}
      >
        {rows.map((row) => (
          <TableRow key={String(row.id)}>
            <TableCell>
              <Link href={`/faults/${row.id}`} prefetch={false} className="underline-offset-2 hover:underline">
                {row.title}
              </Link>
            </TableCell>
            <TableCell>{row.place}</TableCell>
            <TableCell>
              <DateTime at={row.openedAt.toISOString()} />
            </TableCell>
            <TableCell>
              <DateTime at={row.closedAt.toISOString()} />
            </TableCell>
            <TableCell>
              <Badge variant={row.closeReason === 'recovered' ? 'available' : 'outline'}>
                {reasons(row.closeReason)}
              </Badge>
            </TableCell>
          </TableRow>
        ))}
      </TableCard>
    </div>
  )
}
