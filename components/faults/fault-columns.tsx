'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { Column } from '@/components/data-table/column'
import { DateTime, Money } from '@/components/ui/format'
import { FAULT_STAGES } from '@/lib/live/events'
import { Age } from './age'
import { PersonMark, PromiseMark, SeverityMark, StageBadge, StageIcon } from './fault-marks'
import { GRAVITIES, gravityOf } from './gravity'
import type { ListedFault } from './listed-fault'
import { useAssigneeName, useFaultWords } from './use-fault-words'
import { SelectAllBox, SelectBox } from './use-selection'

interface Wanted {
  currency: string
  /** Open ones can be acted on; closed ones tell how they ended. */
  isOpen: boolean
  maySelect: boolean
}

export function useFaultColumns({ currency, isOpen, maySelect }: Wanted): readonly Column<ListedFault>[] {
  const t = useTranslations('faults')
  const words = useFaultWords()
  const assigneeName = useAssigneeName()
  // biome-ignore lint/correctness/useExhaustiveDependencies: words follow the same language as t
  return useMemo(() => {
    const select: Column<ListedFault> = {
      id: 'select',
      header: '',
      leading: true,
      required: true,
      width: 40,
      headerCell: () => <SelectAllBox />,
      cell: ({ id, ...fault }) => <SelectBox id={id} name={words.title(fault)} />,
    }
    const common: Column<ListedFault>[] = [
      {
        id: 'title',
        header: t('columns.title'),
        required: true,
        width: 230,
        value: words.title,
        cell: (fault) => (
          <span className="flex min-w-0 items-center gap-2">
            <SeverityMark severity={fault.severity} isSafety={fault.isSafety} />
            <span className="truncate">{words.title(fault)}</span>
            {fault.mergedCount > 0 && (
              <span className="text-muted-foreground text-xs" title={t('mergedCount', { count: fault.mergedCount })}>
                +{fault.mergedCount}
              </span>
            )}
          </span>
        ),
      },
      { id: 'station', header: t('columns.station'), width: 180, value: words.station },
      { id: 'site', header: t('columns.site'), width: 120, value: ({ siteName }) => siteName, filter: {} },
      {
        id: 'severity',
        header: t('columns.severity'),
        hidden: true,
        width: 90,
        value: ({ severity }) => severity,
        filter: {
          value: ({ severity }) => gravityOf(severity),
          options: GRAVITIES.map((value) => ({ value, label: t(`gravity.${value}`) })),
        },
      },
    ]
    const open: Column<ListedFault>[] = [
      {
        id: 'stage',
        header: t('columns.stage'),
        width: 116,
        value: ({ stage }) => FAULT_STAGES.indexOf(stage),
        cell: ({ stage, recovering }) => <StageBadge stage={stage} recovering={recovering} />,
        filter: {
          value: ({ stage }) => stage,
          options: FAULT_STAGES.map((value) => ({
            value,
            label: t(`stage.${value}`),
            mark: <StageIcon stage={value} />,
          })),
        },
      },
      {
        id: 'assignee',
        header: t('columns.assignee'),
        width: 130,
        value: ({ assignee }) => assigneeName(assignee),
        cell: ({ assignee }) => (
          <>
            <PersonMark name={assignee?.name ?? null} isTaken={assignee !== null} />
            <span className="truncate text-muted-foreground">{assigneeName(assignee) ?? t('assign.nobody')}</span>
          </>
        ),
        filter: { value: ({ assignee }) => assigneeName(assignee) ?? t('assign.nobody') },
      },
      {
        id: 'promised',
        header: t('columns.promised'),
        width: 96,
        value: ({ promisedAt }) => promisedAt,
        searchable: false,
        cell: ({ promisedAt, timeZone }) => (promisedAt ? <PromiseMark at={promisedAt} timeZone={timeZone} /> : '–'),
      },
      {
        id: 'due',
        header: t('columns.due'),
        hidden: true,
        width: 130,
        value: ({ dueAt }) => dueAt,
        searchable: false,
        cell: ({ dueAt, timeZone }) => <DateTime at={dueAt} timeZone={timeZone} />,
      },
      {
        id: 'cost',
        header: t('columns.cost'),
        numeric: true,
        width: 100,
        value: ({ costPerHour }) => costPerHour,
        cell: ({ costPerHour }) => <Money amount={costPerHour} currency={currency} />,
      },
    ]
    const closed: Column<ListedFault>[] = [
      {
        id: 'closed',
        header: t('columns.closed'),
        width: 130,
        value: ({ closedAt }) => closedAt,
        searchable: false,
        cell: ({ closedAt, timeZone }) => <DateTime at={closedAt} timeZone={timeZone} />,
      },
      {
        id: 'reason',
        header: t('columns.reason'),
        width: 150,
        value: ({ closeReason }) =>
          closeReason === null ? null : t(`closeReason.${closeReason}` as 'closeReason.over'),
        filter: {},
      },
    ]
    const last: Column<ListedFault>[] = [
      {
        id: 'since',
        header: t(isOpen ? 'columns.since' : 'columns.began'),
        width: isOpen ? 96 : 140,
        value: ({ beganAt }) => beganAt,
        searchable: false,
        cell: ({ beganAt, timeZone }) =>
          isOpen ? <Age from={beganAt} timeZone={timeZone} /> : <DateTime at={beganAt} timeZone={timeZone} />,
      },
      { id: 'count', header: t('columns.count'), hidden: true, numeric: true, width: 80, value: ({ count }) => count },
      { id: 'code', header: t('columns.code'), hidden: true, width: 160, value: ({ code }) => code },
      {
        id: 'source',
        header: t('columns.source'),
        hidden: true,
        width: 120,
        value: ({ source }) => t(`source.${source}`),
      },
    ]
    return [...(maySelect ? [select] : []), ...common, ...(isOpen ? open : closed), ...last]
  }, [t, currency, isOpen, maySelect])
}
