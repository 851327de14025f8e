'use client'

import { Menu, Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Sheet, SheetContent, SheetTitle, SheetTrigger } from '@/components/ui/sheet'
import type { Role } from '@/lib/access/actor'
import { CommandPalette, type SearchEverything } from './command-palette'
import { LanguageSwitch } from './language-switch'
import { type Me, MeMenu } from './me-menu'
import { Places } from './rail'
import { ThemeSwitch } from './theme-switch'
import { Wordmark } from './wordmark'

interface TopBarProps {
  me: Me
  role: Role | 'system'
  /** The bell's place. */
  bell: ReactNode
  /** The live indicator's place. */
  live: ReactNode
  /** Everything shown is invented: said on every page. */
  isDemo: boolean
  search: SearchEverything
  signOut: () => Promise<void>
  setLanguage: (locale: string) => Promise<void>
}

export function TopBar({ me, role, bell, live, isDemo, search, signOut, setLanguage }: TopBarProps) {
  const t = useTranslations('shell')
  const [searching, setSearching] = useState(false)

  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      setSearching((now) => !now)
    }
    document.addEventListener('keydown', open)
    return () => document.removeEventListener('keydown', open)
  }, [])

  return (
    <header className="sticky top-0 z-30 flex h-12 shrink-0 items-center gap-1.5 border-b bg-background/95 px-2 backdrop-blur-sm md:px-4 print:hidden">
      <RoomsSheet role={role} />
      <button
        type="button"
        onClick={() => setSearching(true)}
        aria-keyshortcuts="Control+K Meta+K"
        className="flex h-8 min-w-0 items-center gap-2 rounded-md border border-input px-2.5 text-muted-foreground hover:border-ring hover:text-foreground focus-visible:outline-2 focus-visible:outline-ring sm:w-72"
      >
        <Search className="size-4 shrink-0" aria-hidden />
        <span className="truncate max-sm:sr-only">{t('search.open')}</span>
        <kbd className="ml-auto rounded border bg-muted px-1 font-sans text-xs max-sm:hidden">Ctrl K</kbd>
      </button>
      {isDemo && (
        <Badge variant="attention" title={t('demo.explained')}>
          {t('demo.badge')}
        </Badge>
      )}
      <div className="ml-auto flex items-center gap-1">
        <div className="mr-1.5 flex items-center">{live}</div>
        <div className="max-sm:hidden">
          <LanguageSwitch setLanguage={setLanguage} />
        </div>
        <ThemeSwitch />
        {bell}
        <MeMenu me={me} signOut={signOut} />
      </div>
      <CommandPalette
        open={searching}
        onOpenChange={setSearching}
        role={role}
        search={search}
        setLanguage={setLanguage}
      />
    </header>
  )
}

function RoomsSheet({ role }: { role: Role | 'system' }) {
  const t = useTranslations('shell')
  const [open, setOpen] = useState(false)
  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t('rooms')} className="md:hidden">
          <Menu aria-hidden />
        </Button>
      </SheetTrigger>
      <SheetContent side="left" className="gap-2 p-2">
        <SheetTitle className="px-2.5 pt-1.5">
          <Wordmark />
        </SheetTitle>
        <Places role={role} onGo={() => setOpen(false)} />
      </SheetContent>
    </Sheet>
  )
}
