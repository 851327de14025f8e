'use client'

import { SlidersHorizontal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useAct } from '@/components/forms/use-act'
import type { CommandAction, EverydayCommand } from '@/components/station/station-actions'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import type { LiveStation } from '@/lib/live/events'

const BASES = ['all', 'factory-default', 'hard-wired-only'] as const
const LEVELS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** Which monitors the station has at all, and how grave an event must be to be told of. */
export function MonitorLevel({ live, command }: { live: LiveStation; command: CommandAction }) {
  const t = useTranslations('devices.monitors')
  const severities = useTranslations('devices.severity')
  const { act } = useAct()
  const ask = (one: EverydayCommand) => act(command, { id: live.id, command: one }, t('levelAsked'))
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" disabled={!live.online}>
          <SlidersHorizontal aria-hidden />
          {t('level')}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="max-h-96 overflow-y-auto">
        <DropdownMenuLabel>{t('levelTitle')}</DropdownMenuLabel>
        {LEVELS.map((level) => (
          <DropdownMenuItem key={level} onSelect={() => ask({ type: 'set-monitoring-level', severity: Number(level) })}>
            {t('upTo', { severity: severities(level) })}
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{t('baseTitle')}</DropdownMenuLabel>
        {BASES.map((base) => (
          <DropdownMenuItem key={base} onSelect={() => ask({ type: 'set-monitoring-base', base })}>
            {t(`base.${base}`)}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
