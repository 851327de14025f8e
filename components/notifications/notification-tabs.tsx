'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { TabRow } from '@/components/shell/tab-row'

const HOME = '/settings/notifications'
const ROOMS = [
  { name: 'rules', href: HOME },
  { name: 'webhooks', href: `${HOME}/webhooks` },
  { name: 'deliveries', href: `${HOME}/deliveries` },
] as const

export function NotificationTabs() {
  const t = useTranslations('notifications.room')
  const pathname = usePathname()
  return (
    <TabRow
      label={t('label')}
      className="px-4 pt-2 md:px-6"
      tabs={ROOMS.map(({ name, href }) => ({ href, label: t(name), isHere: pathname === href }))}
    />
  )
}
