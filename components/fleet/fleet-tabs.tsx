'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { isAt } from '@/components/shell/navigation'
import { cn } from '@/components/ui/cn'
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
    <nav
      aria-label={t('label')}
      className="flex gap-1 overflow-x-auto border-b px-4 pt-2 [scrollbar-width:none] md:px-6"
    >
      {ROOMS.filter(({ act }) => mayDo(role, act)).map(({ name }) => {
        const href = `/fleet/${name}`
        const isHere = isAt(pathname, href)
        return (
          <Link
            key={name}
            href={href}
            aria-current={isHere ? 'page' : undefined}
            prefetch={false}
            className={cn(
              '-mb-px inline-flex h-9 items-center whitespace-nowrap border-transparent border-b-2 px-2.5 text-muted-foreground hover:text-foreground',
              'focus-visible:rounded-md focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-ring',
              isHere && 'border-foreground font-medium text-foreground',
            )}
          >
            {t(name)}
          </Link>
        )
      })}
    </nav>
  )
}
