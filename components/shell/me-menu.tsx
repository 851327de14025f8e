'use client'

import { LogOut, UserRound } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'

export interface Me {
  readonly name: string
  readonly email: string
  readonly role: string
}

export function MeMenu({ me, signOut }: { me: Me; signOut: () => Promise<void> }) {
  const t = useTranslations('shell')
  const roles = useTranslations('users.role')
  const [pending, start] = useTransition()
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" pending={pending} aria-label={t('me')} className="rounded-full">
          <span aria-hidden className="grid size-7 place-content-center rounded-full bg-accent font-medium text-xs">
            {initials(me)}
          </span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="w-60">
        <div className="grid px-2 py-1.5">
          <span className="truncate font-medium">{me.name || me.email}</span>
          {me.name && <span className="truncate text-muted-foreground text-xs">{me.email}</span>}
          <span className="text-muted-foreground text-xs">{roles(me.role)}</span>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/settings">
            <UserRound aria-hidden />
            {t('account')}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => start(() => signOut())}>
          <LogOut aria-hidden />
          {t('signOut')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

function initials({ name, email }: Me): string {
  const words = (name || email.split('@')[0] || '?').split(/[\s._-]+/).filter(Boolean)
  const first = [...(words[0] ?? '?')][0] ?? '?'
  const last = words.length > 1 ? [...(words.at(-1) ?? '')][0] : ''
  return `${first}${last}`.toUpperCase()
}
