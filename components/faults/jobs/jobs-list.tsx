'use client'

import { Send, Truck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import { useFreshFleet } from '@/components/fleet/use-fresh-fleet'
import { useLiveFaults } from '@/components/live/use-live'
import { useRefreshOn } from '@/components/sessions/use-running-session'
import { EmptyState } from '@/components/shell/empty-state'
import { Button } from '@/components/ui/button'
import type { LiveFault } from '@/lib/live/events'
import { OrderForm } from '../dispatch/order-form'
import type { DispatchActions, ShownTechnician } from '../dispatch/shown-order'
import type { ListedJob } from './listed-job'
import { useJobColumns } from './use-job-columns'

interface JobsListProps {
  /** What nobody has first, then technician by technician as they drive. */
  jobs: readonly ListedJob[]
}

/** What is to be done in the field: who, where, how far, by when, in which order. */
export function JobsList({ jobs }: JobsListProps) {
  const t = useTranslations('field.desk')
  const columns = useJobColumns(true)
  useFreshJobs(jobs)
  return (
    <DataTable
      label={t('label')}
      rows={jobs}
      columns={columns}
      rowKey={({ id }) => id}
      onRowHref={({ id }) => `/faults/jobs/${id}`}
      search={t('search')}
      empty={<EmptyState icon={<Truck />} title={t('empty.title')} text={t('empty.text')} />}
      maxHeight="calc(100dvh - 17rem)"
    />
  )
}

const NONE: readonly LiveFault[] = []
const NOBODY: ReadonlySet<string> = new Set()

/** What a tablet sends of a fault's job is heard with the fault; the rest is looked for every quarter of a minute. */
function useFreshJobs(jobs: readonly ListedJob[]): void {
  const faults = useLiveFaults(NONE)
  const wanted = useMemo(() => new Set(jobs.map(({ fault }) => fault?.id)), [jobs])
  useRefreshOn(
    faults
      .filter(({ id }) => wanted.has(id))
      .map(({ id, stage, assignee, closedAt }) => `${id} ${stage} ${assignee?.id} ${closedAt}`)
      .join('\n'),
  )
  useFreshFleet(true, NOBODY)
}

interface NewJobProps {
  technicians: readonly ShownTechnician[]
  actions: DispatchActions
}

/** Sends somebody where nothing is wrong: a yearly check, new signs. */
export function NewJob({ technicians, actions }: NewJobProps) {
  const t = useTranslations('field.dispatch')
  return (
    <OrderForm
      trigger={
        <Button>
          <Send aria-hidden />
          {t('create')}
        </Button>
      }
      technicians={technicians}
      actions={actions}
      fault={null}
    />
  )
}
