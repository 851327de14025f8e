'use client'

import { Activity, Plus, RefreshCw, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { useAct } from '@/components/forms/use-act'
import { EmptyState } from '@/components/shell/empty-state'
import type { CommandAction } from '@/components/station/station-actions'
import { Button } from '@/components/ui/button'
import { Ago } from '@/components/ui/format'
import type { ConfigurationRow } from '@/lib/configuration/queries/list-configuration'
import type { LiveStation } from '@/lib/live/events'
import type { MonitorRow } from '@/lib/monitors/queries/list-monitors'
import { MonitorForm } from './monitor-form'
import { MonitorLevel } from './monitor-level'
import { Severity } from './severity'

interface MonitorsProps {
  live: LiveStation
  rows: readonly MonitorRow[]
  variables: readonly ConfigurationRow[]
  command: CommandAction
}

/** What the station watches in itself and tells of, and what it should. */
export function Monitors({ live, rows, variables, command }: MonitorsProps) {
  const t = useTranslations('devices.monitors')
  const { act, pending } = useAct()
  const columns = useMemo<readonly Column<MonitorRow>[]>(
    () => [
      {
        id: 'variable',
        header: t('variable'),
        value: ({ variable }) => variable,
        cell: ({ variable }) => <span className="truncate font-mono text-xs">{variable}</span>,
        width: 260,
        required: true,
      },
      {
        id: 'type',
        header: t('kind'),
        value: ({ type }) =>
          t.has(`kindWord.${type}` as 'kindWord.Delta') ? t(`kindWord.${type}` as 'kindWord.Delta') : type,
        width: 150,
        filter: {},
      },
      { id: 'value', header: t('value'), value: ({ value }) => value, numeric: true, width: 90 },
      {
        id: 'severity',
        header: t('severity'),
        value: ({ severity }) => severity,
        cell: ({ severity }) => <Severity severity={severity} />,
        width: 130,
      },
      {
        id: 'inTransaction',
        header: t('when'),
        value: ({ inTransaction }) => (inTransaction ? t('inTransaction') : t('always')),
        width: 130,
        hidden: true,
      },
      {
        id: 'origin',
        header: t('origin'),
        value: ({ origin }) =>
          t.has(`originWord.${origin}` as 'originWord.CustomMonitor')
            ? t(`originWord.${origin}` as 'originWord.CustomMonitor')
            : origin,
        width: 120,
        filter: {},
      },
      {
        id: 'monitorId',
        header: t('number'),
        value: ({ monitorId }) => monitorId,
        numeric: true,
        width: 80,
        hidden: true,
      },
      {
        id: 'seenAt',
        header: t('read'),
        value: ({ seenAt }) => seenAt.getTime(),
        cell: ({ seenAt }) => <Ago at={seenAt} />,
        width: 110,
      },
      {
        id: 'clear',
        header: '',
        width: 50,
        numeric: true,
        cell: ({ monitorId, variable, origin }) =>
          origin !== 'HardWiredMonitor' && (
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t('clear', { name: variable })}
              disabled={!live.online}
              onClick={() =>
                act(command, { id: live.id, command: { type: 'clear-monitoring', ids: [monitorId] } }, t('clearAsked'))
              }
            >
              <Trash2 aria-hidden />
            </Button>
          ),
      },
    ],
    [t, act, command, live.id, live.online],
  )
  const read = (
    <Button
      variant="outline"
      pending={pending}
      disabled={!live.online}
      onClick={() => act(command, { id: live.id, command: { type: 'get-monitoring-report' } }, t('asked'))}
    >
      <RefreshCw aria-hidden />
      {t('readAll')}
    </Button>
  )
  const toolbar = (
    <>
      {read}
      <MonitorLevel live={live} command={command} />
      <MonitorForm
        live={live}
        variables={variables}
        command={command}
        trigger={
          <Button disabled={!live.online}>
            <Plus aria-hidden />
            {t('add')}
          </Button>
        }
      />
    </>
  )
  return (
    <DataTable
      label={t('label')}
      rows={rows}
      columns={columns}
      rowKey={({ monitorId }) => String(monitorId)}
      search={t('search')}
      urlPrefix="m"
      toolbar={toolbar}
      empty={
        <EmptyState
          icon={<Activity />}
          title={t('empty')}
          text={t('emptyText')}
          action={<div className="flex flex-wrap justify-center gap-2">{toolbar}</div>}
        />
      }
    />
  )
}
