'use client'

import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { cn } from '@/components/ui/cn'

interface TabRowProps {
  label: string
  tabs: readonly { readonly href: string; readonly label: string; readonly isHere: boolean }[]
  /** Stays where the page is scrolled to when another tab opens. */
  keepScroll?: boolean
  className?: string
}

/** Rooms of one place, each with an address of its own. On a narrow screen the row scrolls, and the open one is in sight. */
export function TabRow({ label, tabs, keepScroll = false, className }: TabRowProps) {
  const row = useRef<HTMLElement>(null)
  const here = tabs.find(({ isHere }) => isHere)?.href
  useEffect(() => {
    const open = here === undefined ? null : row.current?.querySelector<HTMLElement>('[aria-current=page]')
    // Not scrollIntoView, which would scroll the page too.
    if (row.current && open) row.current.scrollLeft = open.offsetLeft - (row.current.clientWidth - open.offsetWidth) / 2
  }, [here])
  return (
    <nav
      ref={row}
      aria-label={label}
      className={cn('relative flex gap-1 overflow-x-auto border-b [scrollbar-width:none]', className)}
    >
      {tabs.map(({ href, label: name, isHere }) => (
        <Link
          key={href}
          href={href}
          aria-current={isHere ? 'page' : undefined}
          scroll={!keepScroll}
          prefetch={false}
          className={cn(
            '-mb-px inline-flex h-9 items-center whitespace-nowrap border-transparent border-b-2 px-2.5 text-muted-foreground hover:text-foreground',
            'focus-visible:rounded-md focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-ring',
            isHere && 'border-foreground font-medium text-foreground',
          )}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
