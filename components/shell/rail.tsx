'use client'

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Tooltip, TooltipContent, TooltipTrigger } from '@/components/ui/tooltip'
import type { Role } from '@/lib/access/actor'
import { isAt, type Place, placesOf } from './navigation'
import { Mark, Wordmark } from './wordmark'

/** The console's rooms, at the left. Narrow by choice, remembered in a cookie so that the server draws it right. */
export function Rail({ role, startsCollapsed }: { role: Role | 'system'; startsCollapsed: boolean }) {
  const t = useTranslations('shell')
  const [collapsed, setCollapsed] = useState(startsCollapsed)
  const toggle = () => {
    setCollapsed(!collapsed)
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store API is missing in Firefox
    document.cookie = `rail=${collapsed ? 'wide' : 'narrow'}; path=/; max-age=31536000; samesite=lax`
  }
  const Icon = collapsed ? PanelLeftOpen : PanelLeftClose
  return (
    <aside
      className={cn(
        'sticky top-0 hidden h-dvh shrink-0 flex-col border-r bg-rail transition-[width] duration-150 md:flex print:hidden',
        collapsed ? 'w-14' : 'w-52',
      )}
    >
      <Link
        href="/"
        aria-label="Laddvakt"
        className={cn('flex h-12 items-center rounded-md px-4', collapsed && 'justify-center px-0')}
      >
        {collapsed ? <Mark /> : <Wordmark />}
      </Link>
      <Places role={role} collapsed={collapsed} />
      <button
        type="button"
        onClick={toggle}
        aria-expanded={!collapsed}
        aria-label={t(collapsed ? 'expandRail' : 'collapseRail')}
        className={cn(
          'm-2 flex h-8 items-center gap-2.5 rounded-md px-2.5 text-muted-foreground hover:bg-accent hover:text-foreground',
          'focus-visible:outline-2 focus-visible:outline-ring',
          collapsed && 'justify-center px-0',
        )}
      >
        <Icon className="size-4" aria-hidden />
        {!collapsed && t('collapseRail')}
      </button>
    </aside>
  )
}

interface PlacesProps {
  role: Role | 'system'
  collapsed?: boolean
  onGo?: () => void
}

/** The list of rooms itself, also shown in the phone's sheet. */
export function Places({ role, collapsed = false, onGo }: PlacesProps) {
  const t = useTranslations('shell')
  const pathname = usePathname()
  return (
    <nav aria-label={t('rooms')} className="flex flex-1 flex-col gap-4 overflow-y-auto overflow-x-hidden px-2 py-2">
      {placesOf(role).map((group) => (
        <div key={group.name} className="grid gap-0.5">
          {collapsed ? (
            group.name !== 'network' && <div className="mx-2 mb-2 h-px bg-border" />
          ) : (
            <p className="px-2.5 pb-1 text-muted-foreground text-xs">{t(`group.${group.name}`)}</p>
          )}
          {group.places.map((place) => (
            <PlaceLink
              key={place.href}
              place={place}
              active={isAt(pathname, place.within ?? place.href)}
              collapsed={collapsed}
              onGo={onGo}
            />
          ))}
        </div>
      ))}
    </nav>
  )
}

interface PlaceLinkProps {
  place: Place
  active: boolean
  collapsed: boolean
  onGo: (() => void) | undefined
}

function PlaceLink({ place, active, collapsed, onGo }: PlaceLinkProps) {
  const t = useTranslations('shell')
  const Icon = place.icon
  const name = t(`place.${place.name}`)
  const link = (
    <Link
      href={place.href}
      onClick={onGo}
      aria-current={active ? 'page' : undefined}
      aria-label={collapsed ? name : undefined}
      className={cn(
        'flex h-8 items-center gap-2.5 rounded-md px-2.5 text-muted-foreground transition-colors hover:bg-accent hover:text-foreground',
        'focus-visible:outline-2 focus-visible:outline-ring pointer-coarse:h-11',
        active && 'bg-accent font-medium text-foreground',
        collapsed && 'justify-center px-0',
      )}
    >
      <Icon className="size-4 shrink-0" aria-hidden />
      {!collapsed && <span className="truncate">{name}</span>}
    </Link>
  )
  if (!collapsed) return link
  return (
    <Tooltip>
      <TooltipTrigger asChild>{link}</TooltipTrigger>
      <TooltipContent side="right">{name}</TooltipContent>
    </Tooltip>
  )
}
