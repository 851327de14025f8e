'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { isAt } from '@/components/shell/navigation'
import { TabRow } from '@/components/shell/tab-row'
import type { Role } from '@/lib/access/actor'
import { type Act, mayDo } from '@/lib/access/acts'

/** The fleet's rooms, and what one must be allowed to do to be led there. */
const ROOMS = [
  { name: 'firmware', act: 'fleet.read' },
  { name: 'templates', act: 'fleet.read' },
  { name: 'certificates', act: 'certificates.read' },
  { name: 'offline', act: 'fleet.read' },
] as const satisfies readonly { readonly name: string; readonly act: Act }[]

export function FleetTabs({ role }: { role: Role | 'system' }) {
  const t = useTranslations('fleet.room')
  const pathname = usePathname()
  return (
    <TabRow
      label={t('label')}
      className="px-4 pt-2 md:px-6"
      tabs={ROOMS.filter(({ act }) => mayDo(role, act)).map(({ name }) => {
        const href = `/fleet/${name}`
        return { href, label: t(name), isHere: isAt(pathname, href) }
      })}
    />
  )
}
