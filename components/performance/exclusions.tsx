'use client'

import { CalendarOff } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { DateTime } from '@/components/ui/format'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import type { ExclusionRow } from '@/lib/performance/queries/list-exclusions'
import { ExcludeDialog, type ExclusionForm } from './exclude-dialog'

/** As the page hands it over: instants as text. */
export type ShownExclusion = Omit<ExclusionRow, 'fromAt' | 'untilAt' | 'madeAt' | 'revokedAt'> & {
  readonly fromAt: string
  readonly untilAt: string
  readonly revokedAt: string | null
}

interface ExclusionsProps {
  rows: readonly ShownExclusion[]
  sites: readonly { id: string; name: string }[]
  /** null: the reader only reads. */
  actions: { readonly exclude: Action<ExclusionForm>; readonly revoke: Action<{ id: string }> } | null
}

/** All time that has been left out, and why; what was taken back stays. */
export function Exclusions({ rows, sites, actions }: ExclusionsProps) {
  const t = useTranslations('performance')
  const common = useTranslations('common')
  const router = useRouter()
  const { act } = useAct()
  return (
    <Page
      title={t('exclusions.title')}
      description={t('exclusions.description')}
      actions={actions && <ExcludeDialog sites={sites} action={actions.exclude} onDone={() => router.refresh()} />}
    >
      {rows.length === 0 ? (
        <EmptyState
          icon={<CalendarOff />}
          title={t('exclusions.empty')}
          text={t('exclusions.emptyText')}
          className="rounded-lg border bg-card"
        />
      ) : (
        <TableCard
          title={t('exclusions.listed', { count: rows.filter(({ revokedAt }) => revokedAt === null).length })}
          columns={[
            { label: t('exclusions.where') },
            { label: t('exclusions.reason') },
            { label: t('exclusions.from') },
            { label: t('exclusions.until') },
            { label: t('exclusions.note') },
            { label: t('exclusions.by') },
            { label: t('exclusions.state') },
            { label: t('exclusions.revoke'), hidden: true },
          ]}
        >
          {rows.map((row) => (
            <TableRow key={row.id} className={row.revokedAt === null ? undefined : 'text-muted-foreground'}>
              <TableCell>
                {row.stationName ?? row.siteName}
                {row.evse !== null && ` · ${t('day.evse', { evse: row.evse })}`}
              </TableCell>
              <TableCell>{t(`exclusion.${row.reason}`)}</TableCell>
              <TableCell>
                <DateTime at={row.fromAt} />
              </TableCell>
              <TableCell>
                <DateTime at={row.untilAt} />
              </TableCell>
              <TableCell className="max-w-72 whitespace-normal">{row.note}</TableCell>
              <TableCell>{row.madeBy}</TableCell>
              <TableCell>
                {row.revokedAt === null
                  ? t('exclusions.counts')
                  : t('exclusions.revoked', { at: row.revokedAt.slice(0, 10) })}
              </TableCell>
              <TableCell>
                {actions && row.revokedAt === null && (
                  <Confirm
                    trigger={
                      <Button variant="ghost" size="sm">
                        {t('exclusions.revoke')}
                      </Button>
                    }
                    title={t('exclusions.revokeAsk')}
                    description={t('exclusions.revokeText')}
                    confirmLabel={t('exclusions.revoke')}
                    cancelLabel={common('cancel')}
                    onConfirm={() => act(actions.revoke, { id: row.id }, t('exclusions.revokedDone'))}
                  />
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableCard>
      )}
    </Page>
  )
}
