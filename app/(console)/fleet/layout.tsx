import type { ReactNode } from 'react'
import { requireActor } from '@/app/session'
import { FleetTabs } from '@/components/fleet/fleet-tabs'

/** What is done to stations many at a time: one room per subject, one row of links above them. */
export default async function FleetLayout({ children }: { children: ReactNode }) {
  const { role } = await requireActor('fleet.read')
  return (
    <>
      <FleetTabs role={role} />
      {children}
    </>
  )
}
