'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { isAt } from '@/components/shell/navigation'
import { TabRow } from '@/components/shell/tab-row'

const ROOMS = [
  { name: 'figures', href: '/performance' },
  { name: 'compare', href: '/performance/compare' },
  { name: 'exclusions', href: '/performance/exclusions' },
] as const

/** The rooms of performance; rows behind a figure belong to the figures. */
export function PerformanceTabs() {
  const t = useTranslations('performance.room')
  const pathname = usePathname()
  const here = ROOMS.slice(1).find(({ href }) => isAt(pathname, href))?.name ?? 'figures'
  return (
    <TabRow
      label={t('label')}
      className="px-4 pt-2 md:px-6"
      tabs={ROOMS.map(({ name, href }) => ({ href, label: t(name), isHere: name === here }))}
    />
  )
}
