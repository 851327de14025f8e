import type { ReactNode } from 'react'
import { requireActor } from '@/app/session'
import { PerformanceTabs } from '@/components/performance/performance-tabs'

export default async function PerformanceLayout({ children }: { children: ReactNode }) {
  await requireActor('stations.read')
  return (
    <>
      <PerformanceTabs />
      {children}
    </>
  )
}
