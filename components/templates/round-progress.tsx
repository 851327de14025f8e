'use client'

import { useTranslations } from 'next-intl'
import { useFreshFleet } from '@/components/fleet/use-fresh-fleet'
import { Ago } from '@/components/ui/format'
import type { Round } from '@/lib/templates/round'

/** How far it has come that the stations of a template are gone through; while it goes on the page is read anew. */
export function RoundProgress({ rounds }: { rounds: readonly Round[] }) {
  const t = useTranslations('templates.round')
  const isUnderWay = rounds.some(({ endedAt }) => endedAt === null)
  useFreshFleet(isUnderWay, NOBODY, LOOK_EVERY_MS)
  const shown = isUnderWay ? rounds.filter(({ endedAt }) => endedAt === null) : rounds.slice(0, 1)
  if (shown.length === 0) return null
  return (
    <ul className="grid gap-2" aria-live="polite">
      {shown.map((round) => (
        <li key={String(round.id)} className="grid gap-1.5 rounded-lg border bg-card px-4 py-2.5">
          <p className="flex flex-wrap justify-between gap-x-3">
            <span className="font-medium">{t(`${round.kind}.${round.endedAt === null ? 'underWay' : 'done'}`)}</span>
            <span className="text-muted-foreground">
              {round.requestedBy} · <Ago at={round.endedAt ?? round.requestedAt} />
            </span>
          </p>
          {round.endedAt === null && <Bar round={round} label={t(`${round.kind}.underWay`)} />}
          <p className="text-muted-foreground text-xs tabular-nums">
            {t('asked', { asked: round.asked, stations: round.stations })}
            {round.left > 0 && ` · ${t('left', { count: round.left })}`}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** The worker takes a portion every few seconds. */
const LOOK_EVERY_MS = 3_000
/** What any station says is no reason to look. */
const NOBODY: ReadonlySet<string> = new Set()

function Bar({ round: { asked, left, stations }, label }: { round: Round; label: string }) {
  const most = Math.max(stations, asked + left)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={most}
      aria-valuenow={asked + left}
      className="h-2 overflow-hidden rounded-full bg-muted"
    >
      <div
        className="h-full bg-status-charging transition-[width] duration-300"
        style={{ width: `${(100 * (asked + left)) / Math.max(1, most)}%` }}
      />
    </div>
  )
}
