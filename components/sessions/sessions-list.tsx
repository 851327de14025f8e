'use client'

import { Download, ReceiptText } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { DataTable } from '@/components/data-table/data-table'
import { LoadMore } from '@/components/data-table/load-more'
import { useMore } from '@/components/data-table/use-more'
import { EmptyState } from '@/components/shell/empty-state'
import { Button } from '@/components/ui/button'
import type { Page } from '@/lib/kernel/cursor'
import type { SessionRow } from '@/lib/sessions/queries/list-sessions'
import type { SessionFilterSaid } from '@/lib/sessions/session-filter'
import { useSessionColumns } from './session-columns'
import { type MoreSessions, useNewest } from './use-session-rows'

interface SessionsListProps {
  first: Page<SessionRow>
  filter: SessionFilterSaid
  more: MoreSessions
}

const keyOf = ({ id }: SessionRow) => String(id)

/** Sessions, newest first, each at its newest state; older ones on demand. */
export function SessionsList({ first, filter, more }: SessionsListProps) {
  const t = useTranslations('sessions')
  const { rows, next, pending, loadMore } = useMore(first, filter, more, keyOf)
  const shown = useNewest(rows, filter)
  const columns = useSessionColumns()
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  return (
    <>
      <DataTable
        label={t('title')}
        rows={shown}
        columns={columns}
        rowKey={keyOf}
        onRowHref={(row) => `/sessions/${row.id}`}
        search={false}
        toolbar={next !== null && <p className="text-muted-foreground">{t('shownMore', { count: shown.length })}</p>}
        empty={
          isFiltered ? (
            <EmptyState icon={<ReceiptText />} title={t('noMatch.title')} text={t('noMatch.text')} />
          ) : (
            <EmptyState icon={<ReceiptText />} title={t('empty.title')} text={t('empty.text')} />
          )
        }
        maxHeight="calc(100dvh - 17.5rem)"
      />
      <LoadMore next={next} pending={pending} onMore={loadMore} />
    </>
  )
}

/** The list's CSV, with the filter in the URL. */
export function ExportSessions() {
  const t = useTranslations('sessions')
  const query = useSearchParams().toString()
  return (
    <Button asChild variant="outline">
      <a href={`/api/export/sessions${query && `?${query}`}`} download>
        <Download aria-hidden />
        {t('export')}
      </a>
    </Button>
  )
}
