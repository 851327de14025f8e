'use client'

import {
  Check,
  CircleCheckBig,
  Clock,
  EllipsisVertical,
  Keyboard,
  MapPin,
  PlugZap,
  UserRoundCheck,
  Workflow,
} from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import { DateTime } from '@/components/ui/format'
import { SeverityMark, StageBadge } from '../fault-marks'
import type { FaultKey } from '../use-fault-keys'
import { useFaultWords } from '../use-fault-words'
import type { ShownFault } from './shown-fault'

interface FaultHeaderProps {
  fault: ShownFault
  pending: boolean
  /** Null: nothing can be done with it. */
  onAct: ((act: FaultKey) => void) | null
  onHelp: () => void
}

const MORE = ['assign', 'due', 'merge'] as const

/** What it is, where, how far it has come, and what one can do. */
export function FaultHeader({ fault, pending, onAct, onHelp }: FaultHeaderProps) {
  const t = useTranslations('faults')
  const words = useFaultWords()
  return (
    <header className="flex flex-col gap-2">
      <nav aria-label={t('page.back')} className="text-muted-foreground text-xs">
        <Link href="/faults" className="hover:text-foreground hover:underline">
          {t('page.back')}
        </Link>
        {' / '}
        <span className="font-mono">{fault.id}</span>
      </nav>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-col gap-1">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="[&_svg]:size-5">
              <SeverityMark severity={fault.severity} isSafety={fault.isSafety} />
            </span>
            <h1 className="min-w-0 font-semibold text-xl tracking-tight">{words.title(fault)}</h1>
            {fault.closedAt === null ? (
              <StageBadge stage={fault.stage} recovering={fault.recovering} />
            ) : (
              <Badge variant="available">
                <CircleCheckBig aria-hidden />
                {fault.closeReason === null
                  ? t('page.closed')
                  : t(`closeReason.${fault.closeReason}` as 'closeReason.over')}
              </Badge>
            )}
          </div>
          <Place fault={fault} />
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {onAct && (
            <>
              {fault.acknowledgedAt === null && (
                <Button pending={pending} title={`${t('keys.acknowledge')} (e)`} onClick={() => onAct('acknowledge')}>
                  <Check aria-hidden />
                  {t('act.acknowledge')}
                </Button>
              )}
              {fault.assignee === null && (
                <Button
                  variant="outline"
                  disabled={pending}
                  title={`${t('keys.mine')} (i)`}
                  onClick={() => onAct('mine')}
                >
                  <UserRoundCheck aria-hidden />
                  {t('act.mine')}
                </Button>
              )}
              <Button
                variant="outline"
                disabled={pending}
                title={`${t('keys.stage')} (s)`}
                onClick={() => onAct('stage')}
              >
                <Workflow aria-hidden />
                {t('act.stage')}
              </Button>
              <Button
                variant="outline"
                disabled={pending}
                title={`${t('keys.promise')} (p)`}
                onClick={() => onAct('promise')}
              >
                <Clock aria-hidden />
                {t('act.promise')}
              </Button>
              <Button
                variant="outline"
                disabled={pending}
                title={`${t('keys.close')} (r)`}
                onClick={() => onAct('close')}
              >
                <CircleCheckBig aria-hidden />
                {t('act.close')}
              </Button>
              <DropdownMenu>
                <DropdownMenuTrigger asChild>
                  <Button variant="outline" size="icon" aria-label={t('act.more')}>
                    <EllipsisVertical aria-hidden />
                  </Button>
                </DropdownMenuTrigger>
                <DropdownMenuContent align="end">
                  {MORE.map((act) => (
                    <DropdownMenuItem key={act} onSelect={() => onAct(act)}>
                      {t(`keys.${act}`)}
                    </DropdownMenuItem>
                  ))}
                  <DropdownMenuItem onSelect={onHelp}>
                    <Keyboard aria-hidden />
                    {t('keys.title')}
                  </DropdownMenuItem>
                </DropdownMenuContent>
              </DropdownMenu>
            </>
          )}
        </div>
      </div>
      {fault.mergedInto && (
        <p className="rounded-lg border bg-card px-3.5 py-2.5">
          {t('page.mergedInto')}{' '}
          <Link href={`/faults/${fault.mergedInto.id}`} className="font-medium underline underline-offset-4">
            {words.title(fault.mergedInto)}
          </Link>
        </p>
      )}
      {fault.closedAt !== null && (fault.closedBy || fault.closeNote) && (
        <p className="text-muted-foreground">
          <DateTime at={fault.closedAt} timeZone={fault.timeZone} />
          {fault.closedBy && ` · ${t('page.closedBy', { who: byWords(t, fault.closedBy) })}`}
          {fault.closeNote && ` · ${fault.closeNote}`}
        </p>
      )}
    </header>
  )
}

type Words = ReturnType<typeof useTranslations<'faults'>>

const byWords = (t: Words, who: string) =>
  t.has(`story.by.${who}` as 'story.by.station') ? t(`story.by.${who}` as 'story.by.station') : who

function Place({ fault }: { fault: ShownFault }) {
  const words = useFaultWords()
  const link = 'inline-flex items-center gap-1 hover:text-foreground hover:underline'
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-muted-foreground">
      {fault.stationId !== null && (
        <Link href={`/stations/${encodeURIComponent(fault.stationId)}`} className={link}>
          <PlugZap className="size-3.5" aria-hidden />
          {words.station(fault)}
        </Link>
      )}
      {fault.siteId !== null && fault.siteName && (
        <Link href={`/sites/${fault.siteId}`} className={link}>
          <MapPin className="size-3.5" aria-hidden />
          {fault.stationId === null ? words.station(fault) : fault.siteName}
        </Link>
      )}
    </p>
  )
}
