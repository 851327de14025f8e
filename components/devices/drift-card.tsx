'use client'

import { ChevronDown, Wrench } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAct } from '@/components/forms/use-act'
import type { StationActions } from '@/components/station/station-actions'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { LiveStation } from '@/lib/live/events'
import { type DriftLine, isRepaired, isWrong } from '@/lib/templates/drift'
import { DriftLines } from './drift-lines'

interface DriftCardProps {
  live: LiveStation
  lines: readonly DriftLine[]
  /** Names by id. */
  templates: Readonly<Record<string, string>>
  repair: StationActions['repairStation']
}

/** How the station stands to its templates: a line when all is well, what differs when it is not. */
export function DriftCard({ live, lines, templates, repair }: DriftCardProps) {
  const t = useTranslations('devices.drift')
  const { act, pending } = useAct()
  const [isOpen, setOpen] = useState(false)
  if (lines.length === 0) return null
  const shown = lines.filter(({ state }) => state !== 'same')
  const wrong = shown.filter(({ state }) => isWrong(state))
  const unread = shown.filter(({ state }) => state === 'unread').length
  const overruled = shown.filter(({ state }) => state === 'overruled').length
  const count = wrong.filter(({ state }) => isRepaired(state)).length
  const names = [...new Set(lines.map(({ templateId }) => String(templateId)))]
  return (
    <section aria-label={t('label')} className="rounded-lg border bg-card">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
        <p className="min-w-48 flex-1">
          <span className={cn('font-medium', wrong.length > 0 && 'text-status-attention')}>
            {wrong.length > 0
              ? t('differs', { count: wrong.length, of: lines.length })
              : t(unread > 0 || overruled > 0 ? 'noneDiffers' : 'same')}
          </span>
          <span className="text-muted-foreground">
            {unread > 0 && ` · ${t('unread', { count: unread })}`}
            {overruled > 0 && ` · ${t('overruled', { count: overruled })}`}
            {' · '}
            {names.map((id, index) => (
              <span key={id}>
                {index > 0 && ', '}
                <Link href={`/fleet/templates/${id}`} className="underline underline-offset-4">
                  {templates[id] ?? id}
                </Link>
              </span>
            ))}
          </span>
        </p>
        {shown.length > 0 && (
          <Button variant="ghost" size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? t('hide') : t('show')}
            <ChevronDown className={cn('transition-transform', isOpen && 'rotate-180')} aria-hidden />
          </Button>
        )}
        {count > 0 && (
          <Button
            size="sm"
            variant="outline"
            pending={pending}
            disabled={!live.online}
            title={live.online ? undefined : t('needsConnection')}
            onClick={() => act(repair, { id: live.id }, t('asked', { count }))}
          >
            <Wrench aria-hidden />
            {t('repair', { count })}
          </Button>
        )}
      </header>
      {isOpen && shown.length > 0 && (
        <div className="border-t px-4 py-2">
          <DriftLines lines={shown} />
        </div>
      )}
    </section>
  )
}
