'use client'

import { Command } from 'cmdk'
import {
  CornerDownLeft,
  Languages,
  LoaderCircle,
  MapPin,
  Moon,
  Nfc,
  PlugZap,
  ReceiptText,
  Search,
  Sun,
  Tag,
  TriangleAlert,
  Truck,
} from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { type ReactNode, useEffect, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog'
import type { Role } from '@/lib/access/actor'
import { placesOf } from './navigation'

const KINDS = {
  station: PlugZap,
  fault: TriangleAlert,
  job: Truck,
  session: ReceiptText,
  site: MapPin,
  token: Nfc,
  tariff: Tag,
} as const

export interface Found {
  readonly kind: keyof typeof KINDS
  readonly href: string
  readonly title: string
  readonly detail: string
}
export type SearchEverything = (query: string) => Promise<readonly Found[]>

interface CommandPaletteProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  role: Role | 'system'
  search: SearchEverything
  setLanguage: (locale: string) => Promise<void>
}

/** Ctrl/⌘-K: any room, any station, fault, job, session, site, tag or tariff, and what can be switched, without leaving the keyboard. */
export function CommandPalette({ open, onOpenChange, role, search, setLanguage }: CommandPaletteProps) {
  const t = useTranslations('shell')
  const router = useRouter()
  const [query, setQuery] = useState('')
  const { found, pending, failed } = useFound(open ? query : '', search)
  const wanted = query.trim().toLocaleLowerCase()
  const holds = (words: string) => wanted === '' || words.toLocaleLowerCase().includes(wanted)
  const places = placesOf(role)
    .flatMap((group) => group.places)
    .map((place) => ({ ...place, title: t(`place.${place.name}`) }))
    .filter((place) => holds(place.title))
  const switches = useSwitches(setLanguage).filter((each) => holds(each.title))
  const change = (next: boolean) => {
    onOpenChange(next)
    if (!next) setQuery('')
  }
  const act = (run: () => void) => () => {
    change(false)
    run()
  }
  const nothing = found.length + places.length + switches.length === 0

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogContent className="top-[12dvh] max-w-xl translate-y-0 gap-0 overflow-hidden p-0 [&>button]:hidden">
        <DialogTitle className="sr-only">{t('search.open')}</DialogTitle>
        <Command shouldFilter={false} label={t('search.open')}>
          <div className="flex items-center gap-2.5 border-b px-3.5">
            {pending ? (
              <LoaderCircle className="size-4 animate-spin text-muted-foreground" aria-hidden />
            ) : (
              <Search className="size-4 text-muted-foreground" aria-hidden />
            )}
            <Command.Input
              value={query}
              onValueChange={setQuery}
              placeholder={t('search.placeholder')}
              className="h-11 flex-1 bg-transparent outline-none placeholder:text-muted-foreground"
            />
          </div>
          <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5">
            {failed && <p className="px-2.5 py-3 text-status-attention">{t('search.failed')}</p>}
            {nothing && !pending && !failed && (
              <p className="px-2.5 py-6 text-center text-muted-foreground">
                {t('search.nothing', { query: query.trim() })}
              </p>
            )}
            {found.length > 0 && (
              <Group heading={t('search.found')}>
                {found.map((hit) => {
                  const Icon = KINDS[hit.kind]
                  return (
                    <Item key={`${hit.kind} ${hit.href}`} value={hit.href} onSelect={act(() => router.push(hit.href))}>
                      <Icon aria-hidden />
                      <span className="truncate">{hit.title}</span>
                      <span className="ml-auto truncate pl-4 text-muted-foreground text-xs">
                        {[t(`search.kind.${hit.kind}`), hit.detail].filter(Boolean).join(' · ')}
                      </span>
                    </Item>
                  )
                })}
              </Group>
            )}
            {places.length > 0 && (
              <Group heading={t('search.places')}>
                {places.map((place) => (
                  <Item key={place.href} value={`place ${place.href}`} onSelect={act(() => router.push(place.href))}>
                    <place.icon aria-hidden />
                    {place.title}
                  </Item>
                ))}
              </Group>
            )}
            {switches.length > 0 && (
              <Group heading={t('search.actions')}>
                {switches.map((each) => (
                  <Item key={each.title} value={`action ${each.title}`} onSelect={act(each.run)}>
                    <each.icon aria-hidden />
                    {each.title}
                  </Item>
                ))}
              </Group>
            )}
          </Command.List>
        </Command>
      </DialogContent>
    </Dialog>
  )
}

function useSwitches(setLanguage: (locale: string) => Promise<void>) {
  const t = useTranslations('shell')
  const router = useRouter()
  const locale = useLocale()
  const { resolvedTheme, setTheme } = useTheme()
  const dark = resolvedTheme === 'dark'
  const language = async () => {
    await setLanguage(locale === 'sv' ? 'en' : 'sv')
    router.refresh()
  }
  return [
    {
      title: t(dark ? 'search.toLight' : 'search.toDark'),
      icon: dark ? Sun : Moon,
      run: () => setTheme(dark ? 'light' : 'dark'),
    },
    { title: t('search.otherLanguage'), icon: Languages, run: () => void language() },
  ]
}

const PAUSE_MS = 120

/** Asks after a short pause in the typing; an answer that was overtaken is dropped. */
function useFound(query: string, search: SearchEverything) {
  const [state, setState] = useState<{ query: string; found: readonly Found[]; failed: boolean }>({
    query: '',
    found: [],
    failed: false,
  })
  const asked = query.trim()
  useEffect(() => {
    if (asked.length < 2) return
    let overtaken = false
    const timer = setTimeout(() => {
      search(asked).then(
        (found) => overtaken || setState({ query: asked, found, failed: false }),
        () => overtaken || setState({ query: asked, found: [], failed: true }),
      )
    }, PAUSE_MS)
    return () => {
      overtaken = true
      clearTimeout(timer)
    }
  }, [asked, search])
  const relevant = asked.length >= 2
  return {
    found: relevant ? state.found : [],
    failed: relevant && state.query === asked && state.failed,
    pending: relevant && state.query !== asked,
  }
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  )
}

function Item({ value, onSelect, children }: { value: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className={cn(
        'group flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 data-[selected=true]:bg-accent',
        '[&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground',
      )}
    >
      {children}
      <CornerDownLeft className="ml-auto opacity-0 group-data-[selected=true]:opacity-100 [span+&]:ml-2" aria-hidden />
    </Command.Item>
  )
}
