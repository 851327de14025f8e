'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/shell/empty-state'
import { Ago } from '@/components/ui/format'
import type { CampaignDetail, CampaignStation } from '@/lib/firmware/queries/list-campaigns'
import { UPDATE_STAGES } from '@/lib/firmware/update-stage'
import { UpdateStageBadge, useUpdateWords } from './update-stage'

interface CampaignStationsProps {
  stations: readonly CampaignStation[]
  stage: CampaignDetail['stage']
}

/** What has become of each station of a campaign, or what it waits for. */
export function CampaignStations({ stations, stage }: CampaignStationsProps) {
  const t = useTranslations('firmware.stations')
  const stages = useTranslations('firmware.updateStage')
  const wordOf = useUpdateWords()
  const isRunning = stage === 'running'
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the locale only
  const columns = useMemo<readonly Column<CampaignStation>[]>(
    () => [
      {
        id: 'station',
        header: t('station'),
        value: ({ identity }) => identity,
        cell: ({ identity }) => (
          <Link
            href={`/stations/${encodeURIComponent(identity)}?tab=files`}
            className="font-medium underline-offset-4 hover:underline"
          >
            {identity}
          </Link>
        ),
        width: 170,
        required: true,
      },
      { id: 'wave', header: t('wave'), value: ({ wave }) => wave, numeric: true, width: 70 },
      {
        id: 'stage',
        header: t('stage'),
        value: (row) => row.stage,
        cell: (row) => <UpdateStageBadge stage={row.stage} />,
        width: 130,
        filter: {
          options: UPDATE_STAGES.map((value) => ({ value, label: stages(value) })),
        },
      },
      {
        id: 'said',
        header: t('said'),
        value: (row) => wordOf(row) ?? waitsFor(row),
        cell: (row) => (
          <span className="truncate" title={wordOf(row) ?? undefined}>
            {wordOf(row) ?? waitsFor(row)}
          </span>
        ),
        width: 240,
      },
      { id: 'version', header: t('version'), value: ({ version }) => version, width: 110 },
      { id: 'site', header: t('site'), value: ({ siteName }) => siteName, width: 150 },
      {
        id: 'at',
        header: t('at'),
        value: ({ statusAt, askedAt }) => (statusAt ?? askedAt)?.toISOString() ?? null,
        cell: ({ statusAt, askedAt }) => <Ago at={statusAt ?? askedAt} />,
        searchable: false,
        width: 120,
      },
    ],
    [t, isRunning],
  )
  function waitsFor({ stage: updateStage, isOnline, isCharging, isWithinHours }: CampaignStation): string | null {
    if (updateStage !== 'waiting' || !isRunning) return null
    if (!isOnline) return t('waitsOffline')
    if (isCharging) return t('waitsCharging')
    return isWithinHours ? t('waitsTurn') : t('waitsHours')
  }
  return (
    <DataTable
      label={t('label')}
      rows={stations}
      columns={columns}
      rowKey={({ updateId }) => String(updateId)}
      search={t('search')}
      empty={<EmptyState title={t('empty')} />}
    />
  )
}
