import type { ReactNode } from 'react'
import { requireActor } from '@/app/session'
import { RevenueTabs } from '@/components/revenue/revenue-tabs'
import { REVENUE_ROOMS, type RevenueRoom } from '@/components/revenue/rooms'
import { type Act, mayDo } from '@/lib/access/acts'

const ACT_OF: Readonly<Record<RevenueRoom, Act>> = {
  report: 'revenue.read',
  margin: 'margin.read',
  hosts: 'hosts.read',
  vat: 'ledger.read',
  accruals: 'ledger.read',
}

export default async function RevenueLayout({ children }: { children: ReactNode }) {
  const { role } = await requireActor()
  return (
    <>
      <RevenueTabs rooms={REVENUE_ROOMS.flatMap(({ name }) => (mayDo(role, ACT_OF[name]) ? name : []))} />
      {children}
    </>
  )
}
