'use client'

import { LayoutGrid, List, Map as MapIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { cn } from '@/components/ui/cn'

/** The ways of showing the stations; the choice is in the address, and searching and filtering hold in each. */
const SHOWS = ['list', 'map', 'tiles'] as const
export type Show = (typeof SHOWS)[number]

const ICON = { list: List, map: MapIcon, tiles: LayoutGrid }

export const useShow = () => useQueryState('show', parseAsStringLiteral(SHOWS).withDefault('list'))

export function ShowSwitch({ show, onChange }: { show: Show; onChange: (show: Show) => void }) {
  const t = useTranslations('stations.show')
  return (
    <div role="radiogroup" aria-label={t('label')} className="inline-flex rounded-md border bg-card p-0.5">
      {SHOWS.map((one) => {
        const Icon = ICON[one]
        return (
          <label
            key={one}
            title={t(one)}
            className={cn(
              'flex h-7 cursor-pointer items-center gap-1.5 rounded px-2 text-muted-foreground hover:text-foreground',
              'has-focus-visible:outline-2 has-focus-visible:outline-ring',
              show === one && 'bg-accent text-foreground',
            )}
          >
            <input
              type="radio"
              name="show"
              value={one}
              checked={show === one}
              onChange={() => onChange(one)}
              className="sr-only"
            />
            <Icon className="size-4" aria-hidden />
            <span className="max-2xl:sr-only">{t(one)}</span>
          </label>
        )
      })}
    </div>
  )
}
