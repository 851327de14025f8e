'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { Column } from '@/components/data-table/column'
import { PagedTable } from '@/components/data-table/paged-table'
import { type More, useMore } from '@/components/data-table/use-more'
import { EmptyState } from '@/components/shell/empty-state'
import { Ago } from '@/components/ui/format'
import type { CampaignStage } from '@/lib/firmware/campaign'
import type { CampaignStation } from '@/lib/firmware/queries/list-campaign-stations'
import { UPDATE_STAGES, type UpdateStage } from '@/lib/firmware/update-stage'
import type { Page } from '@/lib/kernel/cursor'
import { UpdateStageBadge, useUpdateWords } from './update-stage'
import { useFreshFleet } from './use-fresh-fleet'

export interface CampaignAsked {
  readonly id: string
  readonly stage?: UpdateStage
  readonly search?: string
}

interface CampaignStationsProps {
  first: Page<CampaignStation>
  filter: CampaignAsked
  more: More<CampaignAsked, CampaignStation>
  /** How many there are in all. */
  total: number
  /** The campaign's. */
  stage: CampaignStage
  /** Something is under way: the page is read anew as its stations speak. */
  isMoving: boolean
}

const keyOf = ({ updateId }: CampaignStation) => String(updateId)

/** What has become of the stations of a campaign, or what they wait for, by wave; more of them on demand. */
export function CampaignStations({ first, filter, more, total, stage, isMoving }: CampaignStationsProps) {
  const t = useTranslations('firmware.stations')
  const stages = useTranslations('firmware.updateStage')
  const wordOf = useUpdateWords()
  const paged = useMore(first, filter, more, keyOf)
  const identities = useMemo(() => new Set(paged.rows.map(({ identity }) => identity)), [paged.rows])
  useFreshFleet(isMoving, identities)
  const isRunning = stage === 'running'
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the locale only
  const columns = useMemo<readonly Column<CampaignStation>[]>(
    () => [
      {
        id: 'station',
        header: t('station'),
        value: ({ identity }) => identity,
        sortable: false,
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
      { id: 'wave', header: t('wave'), value: ({ wave }) => wave, sortable: false, numeric: true, width: 70 },
      {
        id: 'stage',
        header: t('stage'),
        value: (row) => row.stage,
        sortable: false,
        cell: (row) => <UpdateStageBadge stage={row.stage} />,
        width: 130,
      },
      {
        id: 'said',
        header: t('said'),
        value: (row) => wordOf(row) ?? waitsFor(row),
        sortable: false,
        cell: (row) => (
          <span className="truncate" title={wordOf(row) ?? undefined}>
            {wordOf(row) ?? waitsFor(row)}
          </span>
        ),
        width: 240,
      },
      { id: 'version', header: t('version'), value: ({ version }) => version, sortable: false, width: 110 },
      { id: 'site', header: t('site'), value: ({ siteName }) => siteName, sortable: false, width: 150 },
      {
        id: 'at',
        header: t('at'),
        value: ({ statusAt, askedAt }) => (statusAt ?? askedAt)?.toISOString() ?? null,
        cell: ({ statusAt, askedAt }) => <Ago at={statusAt ?? askedAt} />,
        sortable: false,
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
    <PagedTable
      label={t('label')}
      search={t('search')}
      choice={{
        name: 'stage',
        label: t('stage'),
        options: UPDATE_STAGES.map((value) => ({ value, label: stages(value) })),
      }}
      paged={paged}
      total={total}
      columns={columns}
      rowKey={keyOf}
      empty={<EmptyState title={t('empty')} />}
    />
  )
}
