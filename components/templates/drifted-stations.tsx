'use client'

import { FileSliders } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { Column } from '@/components/data-table/column'
import { PagedTable } from '@/components/data-table/paged-table'
import { type More, useMore } from '@/components/data-table/use-more'
import { EmptyState } from '@/components/shell/empty-state'
import { Badge } from '@/components/ui/badge'
import type { Page } from '@/lib/kernel/cursor'
import { isWrong } from '@/lib/templates/drift'
import type { DriftedStation } from '@/lib/templates/queries/list-templates'
import { STANDINGS, type StandingWord } from '@/lib/templates/standing'

export interface DriftAsked {
  readonly id: string
  readonly standing?: StandingWord
  readonly search?: string
}

interface DriftedStationsProps {
  first: Page<DriftedStation>
  filter: DriftAsked
  more: More<DriftAsked, DriftedStation>
  /** How many there are in all. */
  total: number
}

const keyOf = ({ id }: DriftedStation) => id
const addressOf = ({ id }: DriftedStation) => `/stations/${encodeURIComponent(id)}?tab=configuration`
const wrong = ({ lines }: DriftedStation) => lines.filter(({ state }) => isWrong(state))
const count = ({ lines }: DriftedStation, state: 'unread' | 'overruled') =>
  lines.filter((line) => line.state === state).length

/** The stations a template is for and what differs there, by identity; more of them on demand. */
export function DriftedStations({ first, filter, more, total }: DriftedStationsProps) {
  const t = useTranslations('templates')
  const paged = useMore(first, filter, more, keyOf)
  const columns = useColumns()
  const isNarrowed = filter.standing !== undefined || filter.search !== undefined
  return (
    <PagedTable
      label={t('stationsTitle')}
      search={t('search')}
      choice={{
        name: 'standing',
        label: t('state'),
        options: STANDINGS.map((value) => ({ value, label: t(`standing.${value}`) })),
      }}
      paged={paged}
      total={total}
      columns={columns}
      rowKey={keyOf}
      onRowHref={addressOf}
      empty={
        isNarrowed ? (
          <EmptyState icon={<FileSliders />} title={t('noMatch')} />
        ) : (
          <EmptyState icon={<FileSliders />} title={t('noStations')} text={t('noStationsText')} />
        )
      }
    />
  )
}

function useColumns() {
  const t = useTranslations('templates')
  const drift = useTranslations('devices.drift')
  return useMemo<readonly Column<DriftedStation>[]>(
    () => [
      {
        id: 'station',
        header: t('station'),
        value: ({ id, name }) => `${id} ${name}`,
        cell: ({ id, name }) => (
          <span className="truncate">
            <span className="font-medium">{id}</span>
            {name && <span className="text-muted-foreground"> {name}</span>}
          </span>
        ),
        sortable: false,
        width: 180,
        required: true,
      },
      {
        id: 'state',
        header: t('state'),
        cell: (row) => {
          if (wrong(row).length > 0)
            return <Badge variant="attention">{t('differs', { count: wrong(row).length })}</Badge>
          if (count(row, 'unread') > 0)
            return <Badge variant="outline">{t('notRead', { count: count(row, 'unread') })}</Badge>
          if (count(row, 'overruled') > 0) return <Badge variant="outline">{t('standing.overruled')}</Badge>
          return <span className="text-muted-foreground">{t('isSame')}</span>
        },
        width: 170,
      },
      {
        id: 'differences',
        header: t('differences'),
        cell: ({ lines }) => (
          <span className="truncate font-mono text-xs">
            {lines
              .filter(({ state }) => isWrong(state) || state === 'overruled')
              .map(({ key, held, wanted, state }) =>
                state === 'differs' ? `${key}: ${held} → ${wanted}` : `${key}: ${drift(`state.${state}`)}`,
              )
              .join(', ')}
          </span>
        ),
        width: 300,
      },
      {
        id: 'online',
        header: t('online'),
        value: ({ online }) => (online ? t('online') : t('offline')),
        sortable: false,
        width: 110,
      },
    ],
    [t, drift],
  )
}
