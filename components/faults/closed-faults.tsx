'use client'

import { Archive } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import { LoadMore } from '@/components/data-table/load-more'
import { type More, useMore } from '@/components/data-table/use-more'
import { EmptyState } from '@/components/shell/empty-state'
import type { Page } from '@/lib/kernel/cursor'
import { useFaultColumns } from './fault-columns'
import type { ListedFault } from './listed-fault'

/** What closed faults are narrowed by, by the server: there may be any number of them. */
export interface ClosedFilter {
  readonly search?: string
}

interface ClosedFaultsProps {
  first: Page<ListedFault>
  filter: ClosedFilter
  more: More<ClosedFilter, ListedFault>
  currency: string
  toolbar: ReactNode
}

/** What was wrong and how it ended, newest first. */
export function ClosedFaults({ first, filter, more, currency, toolbar }: ClosedFaultsProps) {
  const t = useTranslations('faults')
  const { rows, next, pending, loadMore } = useMore(first, filter, more, ({ id }) => id)
  const columns = useFaultColumns({ currency, isOpen: false, maySelect: false })
  return (
    <>
      {rows.length === 0 && toolbar}
      <DataTable
        label={t('closedTitle')}
        rows={rows}
        columns={columns}
        rowKey={({ id }) => id}
        onRowHref={({ id }) => `/faults/${id}`}
        search={false}
        exportHref="/api/export/faults"
        toolbar={toolbar}
        empty={<EmptyState icon={<Archive />} title={t('noClosed.title')} text={t('noClosed.text')} />}
        maxHeight="calc(100dvh - 17rem)"
      />
      <LoadMore next={next} pending={pending} onMore={loadMore} />
    </>
  )
}
