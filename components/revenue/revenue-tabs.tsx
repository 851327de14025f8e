'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { isAt } from '@/components/shell/navigation'
import { TabRow } from '@/components/shell/tab-row'
import { REVENUE_ROOMS, type RevenueRoom } from './rooms'

/** @param rooms that this reader is led to */
export function RevenueTabs({ rooms }: { rooms: readonly RevenueRoom[] }) {
  const t = useTranslations('revenue.room')
  const pathname = usePathname()
  const here = REVENUE_ROOMS.slice(1).find(({ href }) => isAt(pathname, href))?.name ?? 'report'
  if (rooms.length < 2) return null
  return (
    <TabRow
      label={t('label')}
      className="px-4 pt-2 md:px-6"
      tabs={REVENUE_ROOMS.filter(({ name }) => rooms.includes(name)).map(({ name, href }) => ({
        href,
        label: t(name),
        isHere: name === here,
      }))}
    />
  )
}
