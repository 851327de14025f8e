'use client'

import { Archive } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { DataTable } from '@/components/data-table/data-table'
import { LoadMore } from '@/components/data-table/load-more'
import { type More, useMore } from '@/components/data-table/use-more'
import { EmptyState } from '@/components/shell/empty-state'
import type { Page } from '@/lib/kernel/cursor'
import type { ListedJob } from './listed-job'
import { useJobColumns } from './use-job-columns'

interface PastJobsProps {
  first: Page<ListedJob>
  more: More<Record<string, never>, ListedJob>
}

const NO_FILTER = {}

/** What has been done in the field, or called off, newest first. */
export function PastJobs({ first, more }: PastJobsProps) {
  const t = useTranslations('field.desk')
  const columns = useJobColumns(false)
  const { rows, next, pending, loadMore } = useMore(first, NO_FILTER, more, ({ id }) => id)
  return (
    <>
      <DataTable
        label={t('pastLabel')}
        rows={rows}
        columns={columns}
        rowKey={({ id }) => id}
        onRowHref={({ id }) => `/faults/jobs/${id}`}
        search={t('search')}
        empty={<EmptyState icon={<Archive />} title={t('noPast.title')} text={t('noPast.text')} />}
        maxHeight="calc(100dvh - 17rem)"
      />
      <LoadMore next={next} pending={pending} onMore={loadMore} />
    </>
  )
}
