'use client'

import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useAct } from '@/components/forms/use-act'
import { useLiveFaults } from '@/components/live/use-live'
import type { StationActions } from '@/components/station/station-actions'
import { Button } from '@/components/ui/button'
import { Ago } from '@/components/ui/format'
import type { LiveFault } from '@/lib/live/events'
import { faultName } from './fault-name'
import { Severity } from './severity'

interface FaultsCardProps {
  id: string
  /** Open when the page was read. */
  faults: readonly LiveFault[]
  mayClose: boolean
  close: StationActions['closeFault']
}

/** What the station itself says is wrong, gravest first; nothing when nothing is. */
export function FaultsCard({ id, faults: initial, mayClose, close }: FaultsCardProps) {
  const t = useTranslations('devices.faults')
  const { act, pending } = useAct()
  const all = useLiveFaults(initial)
  const open = useMemo(
    () =>
      all
        .filter(({ stationId, closedAt }) => stationId === id && closedAt === null)
        .sort((a, b) => a.severity - b.severity || b.openedAt.localeCompare(a.openedAt)),
    [all, id],
  )
  if (open.length === 0) return null
  return (
    <section aria-label={t('label')} className="rounded-lg border border-status-attention/30 bg-card">
      <ul className="divide-y">
        {open.map((fault) => (
          <li key={fault.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
            <TriangleAlert className="size-4 text-status-attention" aria-hidden />
            <span className="font-medium">{faultName(t, fault)}</span>
            {fault.evse > 0 && <span className="text-muted-foreground">{t('outlet', { name: fault.evse })}</span>}
            <Severity severity={fault.severity} />
            <span className="ml-auto text-muted-foreground text-xs">
              <Ago at={fault.openedAt} />
            </span>
            {mayClose && (
              <Button
                variant="ghost"
                size="sm"
                pending={pending}
                title={t('closeHelp')}
                onClick={() => act(close, { id: fault.id }, t('closed'))}
              >
                {t('close')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
