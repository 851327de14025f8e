'use client'

import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import type { Progress } from '@/lib/firmware/queries/list-campaigns'

const PARTS = [
  ['installed', 'bg-status-available'],
  ['underWay', 'bg-status-charging'],
  ['failed', 'bg-status-faulted'],
  ['cancelled', 'bg-status-unavailable'],
] as const

/** How far a campaign has come: installed, under way, failed, and what is still to do. */
export function CampaignProgress({ progress, withWords = false }: { progress: Progress; withWords?: boolean }) {
  const t = useTranslations('firmware.progress')
  const { stations, installed } = progress
  return (
    <div className="grid min-w-36 gap-1.5">
      <div
        role="progressbar"
        aria-label={t('label')}
        aria-valuemin={0}
        aria-valuemax={stations}
        aria-valuenow={installed}
        className="flex h-2 overflow-hidden rounded-full bg-muted"
      >
        {PARTS.map(([part, look]) => (
          <div
            key={part}
            className={cn('h-full transition-[width] duration-300', look)}
            style={{ width: stations === 0 ? 0 : `${(progress[part] / stations) * 100}%` }}
          />
        ))}
      </div>
      {withWords ? (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted-foreground text-xs">
          {PARTS.filter(([part]) => part === 'installed' || progress[part] > 0).map(([part, look]) => (
            <li key={part} className="inline-flex items-center gap-1.5">
              <span className={cn('size-2 rounded-full', look)} aria-hidden />
              {t(part, { count: progress[part] })}
            </li>
          ))}
          {progress.waiting > 0 && (
            <li className="inline-flex items-center gap-1.5">
              <span className="size-2 rounded-full bg-muted ring-1 ring-border" aria-hidden />
              {t('waiting', { count: progress.waiting })}
            </li>
          )}
        </ul>
      ) : (
        <p className="text-muted-foreground text-xs">{t('short', { installed, stations })}</p>
      )}
    </div>
  )
}
