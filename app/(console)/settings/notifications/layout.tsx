import type { ReactNode } from 'react'
import { requireActor } from '@/app/session'
import { NotificationTabs } from '@/components/notifications/notification-tabs'

/** Who is told of what, by which ways, and what became of it. */
export default async function NotificationsLayout({ children }: { children: ReactNode }) {
  await requireActor('notifications.write')
  return (
    <>
      <NotificationTabs />
      {children}
    </>
  )
}
