'use client'

import { CircleCheck, Columns3, Keyboard, List } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import { matchRows } from '@/components/data-table/match-rows'
import { useView } from '@/components/data-table/use-view'
import { WhenStale } from '@/components/live/stale'
import { EmptyState } from '@/components/shell/empty-state'
import { Button } from '@/components/ui/button'
import type { CauseTitles } from '@/lib/faults/cause-titles'
import { unpackRows } from '@/lib/kernel/pack-rows'
import type { FaultStage } from '@/lib/live/events'
import { ActBar } from './act-bar'
import { BoardFilters } from './board-filters'
import type { FaultActions, Worker } from './fault-actions'
import { FaultBoard } from './fault-board'
import { useFaultColumns } from './fault-columns'
import { KeyHelp } from './key-help'
import { LISTED_FAULT } from './listed-fault'
import { useFaultActs } from './use-fault-acts'
import { FAULT_KEYS, type FaultKey, focusedRowId, useFaultKeys } from './use-fault-keys'
import { useListedFaults } from './use-listed-faults'
import { SelectionProvider } from './use-selection'
import { useTicked } from './use-ticked'

interface OpenFaultsProps {
  /** ListedFault, see lib/kernel/pack-rows.ts. */
  packed: string
  causes: CauseTitles
  currency: string
  workers: readonly Worker[]
  /** The reader's user id; null for nobody's browser. */
  me: string | null
  /** Null: who may only look. */
  actions: FaultActions | null
  /** Open or closed. */
  tabs: ReactNode
  /** Saved views. */
  views: ReactNode
}

const LAYOUTS = ['list', 'board'] as const
const LOOK_ONLY: readonly FaultKey[] = ['layout', 'help']

/** What is wrong now, as a list or a board, every act one key away. */
export function OpenFaults({ packed, causes, currency, workers, me, actions, tabs, views }: OpenFaultsProps) {
  const t = useTranslations('faults')
  const router = useRouter()
  const read = useMemo(() => unpackRows(packed, LISTED_FAULT), [packed])
  const faults = useListedFaults(read, causes)
  const columns = useFaultColumns({ currency, isOpen: true, maySelect: actions !== null })
  const [layout, setLayout] = useQueryState('layout', parseAsStringLiteral(LAYOUTS).withDefault('list'))
  const [view, change] = useView(columns)
  const asked = useDeferredValue(view)
  const matching = useMemo(() => matchRows(faults, columns, asked), [faults, columns, asked])
  const byCost = useMemo(
    () => [...matching].sort((a, b) => (b.costPerHour ?? -1) - (a.costPerHour ?? -1) || a.severity - b.severity),
    [matching],
  )
  const { selected, selection, clear } = useTicked(matching)
  const { act, dialog, pending } = useFaultActs({ faults: byCost, workers, me, actions, onDone: clear })
  const [helps, setHelps] = useState(false)

  const onKey = (key: FaultKey) => {
    const id = focusedRowId()
    if (key === 'help') setHelps(true)
    else if (key === 'layout') void setLayout(layout === 'list' ? 'board' : 'list')
    else if (key === 'select') id !== null && selection.toggle(id)
    else act(key, selected.size > 0 ? [...selected] : id === null ? [] : [id])
  }
  useFaultKeys(onKey)
  const onMove = actions
    ? (id: string, stage: FaultStage) => void actions.setStage({ ids: [id], stage }).then(() => router.refresh())
    : null

  const controls = (
    <div className="flex items-center gap-2 pb-1.5">
      <div>{views}</div>
      <LayoutSwitch layout={layout} onChange={(next) => void setLayout(next)} />
      <Button
        variant="ghost"
        size="icon"
        aria-label={t('keys.title')}
        title={t('keys.title')}
        onClick={() => setHelps(true)}
      >
        <Keyboard aria-hidden />
      </Button>
    </div>
  )
  const empty = <EmptyState icon={<CircleCheck />} title={t('empty.title')} text={t('empty.text')} />
  return (
    <SelectionProvider value={selection}>
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2 border-b">
        <div className="[&>nav]:border-b-0">{tabs}</div>
        {controls}
      </div>
      <WhenStale className="flex min-w-0 flex-col gap-3">
        {layout === 'list' ? (
          <DataTable
            label={t('title')}
            rows={faults}
            columns={columns}
            rowKey={(fault) => fault.id}
            onRowHref={(fault) => `/faults/${fault.id}`}
            search={t('search')}
            defaultSort="-cost"
            exportHref="/api/export/faults"
            empty={empty}
            maxHeight="calc(100dvh - 14rem)"
          />
        ) : (
          <>
            <BoardFilters rows={faults} columns={columns} view={view} onChange={change} count={matching.length} />
            {faults.length === 0 ? (
              <div className="rounded-lg border bg-card">{empty}</div>
            ) : (
              <FaultBoard faults={byCost} currency={currency} onMove={onMove} />
            )}
          </>
        )}
      </WhenStale>
      <ActBar count={selected.size} pending={pending} onAct={(key) => act(key, [...selected])} onClear={clear} />
      {dialog}
      {helps && (
        <KeyHelp acts={actions === null ? LOOK_ONLY : Object.values(FAULT_KEYS)} onClose={() => setHelps(false)} />
      )}
    </SelectionProvider>
  )
}

interface LayoutSwitchProps {
  layout: (typeof LAYOUTS)[number]
  onChange: (layout: (typeof LAYOUTS)[number]) => void
}

function LayoutSwitch({ layout, onChange }: LayoutSwitchProps) {
  const t = useTranslations('faults.layout')
  const icons = { list: <List aria-hidden />, board: <Columns3 aria-hidden /> }
  return (
    <fieldset className="flex rounded-md border border-input p-px" aria-label={t('label')}>
      {LAYOUTS.map((one) => (
        <Button
          key={one}
          variant={one === layout ? 'secondary' : 'ghost'}
          size="sm"
          aria-pressed={one === layout}
          onClick={() => onChange(one)}
        >
          {icons[one]}
          <span className="max-sm:sr-only">{t(one)}</span>
        </Button>
      ))}
    </fieldset>
  )
}
