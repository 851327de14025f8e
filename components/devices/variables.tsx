'use client'

import { Lock, Pencil, RefreshCw, Settings2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { useAct } from '@/components/forms/use-act'
import { EmptyState } from '@/components/shell/empty-state'
import type { StationActions } from '@/components/station/station-actions'
import { Button } from '@/components/ui/button'
import { Ago } from '@/components/ui/format'
import type { ConfigurationRow } from '@/lib/configuration/queries/list-configuration'
import type { LiveStation } from '@/lib/live/events'
import { accessOf } from './access-of'
import { ComponentList, placeOf } from './component-list'
import { ValueSheet } from './value-sheet'
import { WaitingChanges } from './waiting-changes'

interface VariablesProps {
  live: LiveStation
  rows: readonly ConfigurationRow[]
  timeZone: string
  actions: Pick<StationActions, 'command' | 'valueHistory'>
}

/** Browse by component, search, filter; change one value or gather several and send them together. */
export function Variables({ live, rows, timeZone, actions }: VariablesProps) {
  const t = useTranslations('devices.values')
  const { act, pending } = useAct()
  const [place, setPlace] = useState('')
  const [openedId, setOpenedId] = useState<bigint | null>(null)
  const [waiting, setWaiting] = useState<ReadonlyMap<bigint, string>>(new Map())
  const isOf16 = live.protocol === null || live.protocol === 'ocpp1.6'
  const shown = useMemo(() => (place === '' ? rows : rows.filter((row) => placeOf(row) === place)), [rows, place])
  const opened = rows.find(({ id }) => id === openedId)
  const columns = useColumns(waiting, setOpenedId, isOf16)

  const readAll = (
    <Button
      variant="outline"
      pending={pending}
      disabled={!live.online}
      title={live.online ? undefined : t('needsConnection')}
      onClick={() => act(actions.command, { id: live.id, command: { type: 'get-report', base: 'full' } }, t('asked'))}
    >
      <RefreshCw aria-hidden />
      {t('readAll')}
    </Button>
  )
  const table = (
    <DataTable
      label={t('label')}
      rows={shown}
      columns={columns}
      rowKey={({ id }) => String(id)}
      search={t('search')}
      toolbar={readAll}
      empty={<EmptyState icon={<Settings2 />} title={t('empty')} text={t('emptyText')} action={readAll} />}
    />
  )
  const hold = (row: ConfigurationRow, value: string | null) => {
    const next = new Map(waiting)
    if (value === null) next.delete(row.id)
    else next.set(row.id, value)
    setWaiting(next)
  }
  return (
    <>
      {isOf16 || rows.length === 0 ? (
        table
      ) : (
        <div className="grid items-start gap-3 md:grid-cols-[15rem_minmax(0,1fr)]">
          <ComponentList rows={rows} chosen={place} onChoose={setPlace} />
          <div className="min-w-0">{table}</div>
        </div>
      )}
      <WaitingChanges
        live={live}
        rows={rows}
        waiting={waiting}
        command={actions.command}
        onDone={() => setWaiting(new Map())}
      />
      {opened && (
        <ValueSheet
          key={String(opened.id)}
          live={live}
          row={opened}
          waiting={waiting.get(opened.id) ?? null}
          timeZone={timeZone}
          actions={actions}
          onHold={(value) => hold(opened, value)}
          onClose={() => setOpenedId(null)}
        />
      )}
    </>
  )
}

/** @param isOf16 there a key has one value and no other attributes */
function useColumns(waiting: ReadonlyMap<bigint, string>, open: (id: bigint) => void, isOf16: boolean) {
  const t = useTranslations('devices.values')
  return useMemo<readonly Column<ConfigurationRow>[]>(
    () => [
      {
        id: 'name',
        header: t('key'),
        value: ({ name }) => name,
        cell: (row) => (
          <button
            type="button"
            onClick={() => open(row.id)}
            title={row.name}
            className="block max-w-full truncate rounded-sm text-left font-mono text-xs underline-offset-4 hover:underline focus-visible:outline-2 focus-visible:outline-ring"
          >
            {row.name}
          </button>
        ),
        width: 280,
        required: true,
      },
      {
        id: 'value',
        header: t('value'),
        value: ({ value }) => value,
        cell: ({ id, value, unit }) => (
          <span className="truncate font-mono text-xs" title={value ?? undefined}>
            {waiting.has(id) ? (
              <>
                <s className="text-muted-foreground">{value}</s>{' '}
                <span className="text-status-attention">{waiting.get(id)}</span>
              </>
            ) : (
              (value ?? '–')
            )}
            {unit && value && <span className="ml-1 text-muted-foreground">{unit}</span>}
          </span>
        ),
        width: 260,
      },
      ...(isOf16
        ? []
        : [
            {
              id: 'attribute',
              header: t('attribute'),
              value: (row: ConfigurationRow) => row.attribute,
              width: 90,
              filter: {},
            },
          ]),
      {
        id: 'access',
        header: t('access'),
        value: (row) => t(`accessWord.${accessOf(row)}`),
        width: 110,
        searchable: false,
        hidden: true,
        filter: {},
      },
      { id: 'dataType', header: t('type'), value: ({ dataType }) => dataType, width: 100, hidden: true },
      {
        id: 'changedAt',
        header: t('changed'),
        value: ({ changedAt }) => changedAt?.getTime(),
        cell: ({ changedAt }) => changedAt && <Ago at={changedAt} />,
        width: 130,
        filter: {
          value: ({ changedAt }) => (changedAt === null ? 'no' : 'yes'),
          options: [
            { value: 'yes', label: t('hasChanged') },
            { value: 'no', label: t('hasNotChanged') },
          ],
        },
      },
      {
        id: 'updatedAt',
        header: t('read'),
        value: ({ updatedAt }) => updatedAt.getTime(),
        cell: ({ updatedAt }) => <Ago at={updatedAt} />,
        width: 130,
      },
      {
        id: 'edit',
        header: '',
        width: 50,
        numeric: true,
        cell: (row) => (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={row.readonly ? t('show', { name: row.name }) : t('edit', { name: row.name })}
            onClick={() => open(row.id)}
          >
            {row.readonly ? <Lock className="text-muted-foreground" aria-hidden /> : <Pencil aria-hidden />}
          </Button>
        ),
      },
    ],
    [t, waiting, open, isOf16],
  )
}
