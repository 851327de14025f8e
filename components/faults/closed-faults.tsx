'use client'

import { Archive, Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { debounce, parseAsString, useQueryState } from 'nuqs'
import { type ReactNode, useTransition } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import { LoadMore } from '@/components/data-table/load-more'
import { type More, useMore } from '@/components/data-table/use-more'
import { EmptyState } from '@/components/shell/empty-state'
import { Input } from '@/components/ui/input'
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
  tabs: ReactNode
  /** Saved views. */
  views: ReactNode
}

/** What was wrong and how it ended, newest first. */
export function ClosedFaults({ first, filter, more, currency, tabs, views }: ClosedFaultsProps) {
  const t = useTranslations('faults')
  const { rows, next, pending, loadMore } = useMore(first, filter, more, ({ id }) => id)
  const columns = useFaultColumns({ currency, isOpen: false, maySelect: false })
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2 border-b">
        <div className="[&>nav]:border-b-0">{tabs}</div>
        <div className="pb-1.5">{views}</div>
      </div>
      <ClosedSearch />
      <DataTable
        label={t('closedTitle')}
        rows={rows}
        columns={columns}
        rowKey={({ id }) => id}
        onRowHref={({ id }) => `/faults/${id}`}
        search={false}
        defaultSort="-closed"
        exportHref="/api/export/faults"
        toolbar={next !== null && <p className="text-muted-foreground">{t('shownMore', { count: rows.length })}</p>}
        empty={<EmptyState icon={<Archive />} title={t('noClosed.title')} text={t('noClosed.text')} />}
        maxHeight="calc(100dvh - 17rem)"
      />
      <LoadMore next={next} pending={pending} onMore={loadMore} />
    </>
  )
}

const TYPING_PAUSE_MS = 300

/** Kept in the address and answered by the server: any closed fault can be found, however many there are. */
function ClosedSearch() {
  const t = useTranslations('faults')
  const [pending, startTransition] = useTransition()
  const [search, setSearch] = useQueryState(
    'q',
    parseAsString.withOptions({ shallow: false, history: 'replace', startTransition }),
  )
  return (
    <search className="relative w-full sm:w-64" aria-busy={pending}>
      <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted-foreground" aria-hidden />
      <Input
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={search ?? ''}
        onChange={({ target }) => void setSearch(target.value || null, { limitUrlUpdates: debounce(TYPING_PAUSE_MS) })}
        className="pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
    </search>
  )
}
