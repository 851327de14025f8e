'use client'

import { TriangleAlert } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { Column } from '@/components/data-table/column'
import { DateTime } from '@/components/ui/format'
import { formatDate } from '@/components/ui/format-values'
import { WORK_STATES } from '@/lib/field/work-order'
import { Age } from '../age'
import { WorkStateBadge } from '../dispatch/work-state-badge'
import { PersonMark, PromiseMark, SeverityMark } from '../fault-marks'
import type { ListedJob } from './listed-job'

/** @param isOpen what is to be done; else what has been */
export function useJobColumns(isOpen: boolean): readonly Column<ListedJob>[] {
  const t = useTranslations('field')
  const locale = useLocale()
  return useMemo(() => {
    const title: Column<ListedJob> = {
      id: 'title',
      header: t('desk.columns.title'),
      required: true,
      width: 215,
      value: ({ title, fault }) => (fault && fault.title !== title ? `${title} ${fault.title}` : title),
      cell: ({ title, fault, conflictCount }) => (
        <span className="flex min-w-0 items-center gap-2">
          {fault && <SeverityMark severity={fault.severity} isSafety={fault.isSafety} />}
          <span className="truncate">{title}</span>
          {conflictCount > 0 && (
            <span className="inline-flex shrink-0 items-center gap-1 text-status-attention text-xs">
              <TriangleAlert className="size-3.5" aria-hidden />
              {t('dispatch.conflicts', { count: conflictCount })}
            </span>
          )}
        </span>
      ),
    }
    const who: Column<ListedJob> = {
      id: 'technician',
      header: t('dispatch.assignee'),
      width: 170,
      value: ({ assignee }) => assignee,
      cell: ({ assignee }) => (
        <>
          <PersonMark name={assignee} />
          <span className={assignee === null ? 'truncate text-status-attention' : 'truncate'}>
            {assignee ?? t('dispatch.nobody')}
          </span>
        </>
      ),
      filter: { value: ({ assignee }) => assignee ?? t('dispatch.nobody') },
    }
    const where: Column<ListedJob>[] = [
      {
        id: 'station',
        header: t('dispatch.station'),
        width: 160,
        value: ({ stationName, stationId }) => stationName || stationId,
      },
      { id: 'site', header: t('desk.columns.site'), width: 120, value: ({ siteName }) => siteName, filter: {} },
      {
        id: 'identity',
        header: t('desk.columns.identity'),
        hidden: true,
        width: 130,
        value: ({ stationId }) => stationId,
      },
    ]
    const state: Column<ListedJob> = {
      id: 'state',
      header: t('desk.columns.state'),
      width: 110,
      value: ({ state }) => WORK_STATES.indexOf(state),
      cell: ({ state }) => <WorkStateBadge state={state} />,
      filter: {
        value: ({ state }) => state,
        options: WORK_STATES.filter((one) => (one === 'done' || one === 'cancelled') !== isOpen).map((value) => ({
          value,
          label: t(`state.${value}`),
        })),
      },
    }
    const day: Column<ListedJob> = {
      id: 'day',
      header: t('dispatch.day'),
      width: 124,
      value: ({ plannedOn }) => plannedOn,
      searchable: false,
      cell: ({ plannedOn, isLate }) =>
        plannedOn === null ? (
          <span className="whitespace-nowrap text-muted-foreground">{t('desk.anyDay')}</span>
        ) : (
          <span
            className={isLate ? 'font-medium text-status-attention' : undefined}
            title={isLate ? t('desk.late') : undefined}
          >
            {formatDate(`${plannedOn}T12:00:00Z`, locale, 'date', 'UTC')}
            {isLate && <span className="sr-only"> {t('desk.late')}</span>}
          </span>
        ),
    }
    const open: Column<ListedJob>[] = [
      {
        id: 'turn',
        header: t('desk.columns.turn'),
        numeric: true,
        width: 68,
        // Nobody's jobs have no turn, and stand where they are.
        value: ({ turn }) => turn,
      },
      {
        id: 'promised',
        header: t('header.promised'),
        width: 100,
        value: ({ fault }) => fault?.promisedAt ?? null,
        searchable: false,
        cell: ({ fault, timeZone }) =>
          fault?.promisedAt ? <PromiseMark at={fault.promisedAt} timeZone={timeZone} /> : '–',
      },
      {
        id: 'since',
        header: t('desk.columns.since'),
        width: 116,
        value: ({ stateAt }) => stateAt,
        searchable: false,
        cell: ({ stateAt, timeZone }) => <Age from={stateAt} timeZone={timeZone} />,
      },
    ]
    const past: Column<ListedJob>[] = [
      {
        id: 'proof',
        header: t('desk.columns.proof'),
        width: 150,
        value: ({ closeKind }) => (closeKind === null ? null : t(`close.done.${closeKind}`)),
        filter: {},
      },
      {
        id: 'closed',
        header: t('dispatch.closed'),
        width: 130,
        value: ({ closedAt }) => closedAt,
        searchable: false,
        cell: ({ closedAt, timeZone }) => <DateTime at={closedAt} timeZone={timeZone} />,
      },
    ]
    const entries: Column<ListedJob> = {
      id: 'entries',
      header: t('desk.columns.entries'),
      numeric: true,
      hidden: isOpen,
      width: 80,
      value: ({ entryCount }) => entryCount,
    }
    return isOpen
      ? [title, who, open[0] as Column<ListedJob>, ...where, day, state, ...open.slice(1), entries]
      : [title, who, ...where, day, state, ...past, entries]
  }, [t, locale, isOpen])
}
