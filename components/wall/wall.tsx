'use client'

import { Maximize, Pause, Play, X } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { parseAsInteger, useQueryState } from 'nuqs'
import type { ReactNode } from 'react'
import { LiveIndicator } from '@/components/live/live-indicator'
import { WhenStale } from '@/components/live/stale'
import { SiteMap } from '@/components/map/site-map'
import { type OverviewStart, useOverview } from '@/components/overview/use-overview'
import { Wordmark } from '@/components/shell/wordmark'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { useNow } from '@/components/ui/format'
import { formatDate } from '@/components/ui/format-values'
import { FusesScene, NowScene } from './scenes'
import { useIdle, useNudge, useRotation } from './use-rotation'
import { useStayAlive, useWakeLock } from './use-stay-alive'

interface WallProps {
  start: OverviewStart
  build: string
  timeZone: string
  mapStyleUrl: string | null
}

const SECONDS = 20
/** On a screen of the usual kind. */
const MAP_SIZE = { width: 1800, height: 850 } as const

/** The network across a room: big, calm and dark, one scene after another, unattended for days. `?seconds=` sets the pace; 0 stands still. */
export function Wall({ start, build, timeZone, mapStyleUrl }: WallProps) {
  const t = useTranslations('wall')
  const now = useOverview(start)
  const [seconds] = useQueryState('seconds', parseAsInteger.withDefault(SECONDS))
  useStayAlive(build)
  useWakeLock()
  const isIdle = useIdle()
  const nudge = useNudge()
  const scenes: readonly { readonly id: 'now' | 'map' | 'fuses'; readonly content: ReactNode }[] = [
    { id: 'now' as const, content: <NowScene now={now} causes={start.causes} /> },
    ...(now.network.sites?.length !== 0
      ? [
          {
            id: 'map' as const,
            content: (
              <SiteMap
                sites={now.network.sites}
                first={start.begun?.map}
                styleUrl={mapStyleUrl}
                usualSize={MAP_SIZE}
                className="h-full rounded-lg"
                isDark
              />
            ),
          },
        ]
      : []),
    ...(now.charging.fuses.hardest.length > 0 ? [{ id: 'fuses' as const, content: <FusesScene now={now} /> }] : []),
  ]
  const { at, show, isPaused, setPaused } = useRotation(scenes.length, seconds)
  return (
    <main
      className={cn(
        'dark fixed inset-0 flex flex-col overflow-hidden bg-background p-[3vmin] text-foreground',
        isIdle && 'cursor-none',
      )}
    >
      <h1 className="sr-only">{t('title')}</h1>
      <div className="flex min-h-0 flex-1 flex-col gap-[2vmin] bg-background" style={nudge}>
        <header className="flex items-center justify-between gap-4 text-[2.2vmin] text-muted-foreground">
          <Wordmark />
          <div className="flex items-center gap-[3vmin]">
            <LiveIndicator />
            <Clock timeZone={timeZone} />
          </div>
        </header>
        <WhenStale className="relative min-h-0 flex-1">
          {scenes.map(({ id, content }, index) => (
            <section
              key={id}
              aria-label={t(`scene.${id}`)}
              data-scene={index === at ? id : undefined}
              inert={index !== at}
              // Kept, not made anew each time: a map made every minute for days would cost the browser its memory.
              className={cn(
                'absolute inset-0 transition-opacity duration-700 motion-reduce:transition-none',
                index !== at && 'invisible opacity-0',
              )}
            >
              {content}
            </section>
          ))}
        </WhenStale>
        <footer className="flex h-8 items-center justify-between">
          <div className="flex gap-2">
            {scenes.map(({ id }, index) => (
              <button
                key={id}
                type="button"
                aria-label={t(`scene.${id}`)}
                aria-current={index === at}
                onClick={() => show(index)}
                className="flex size-6 items-center justify-center rounded-full focus-visible:outline-2 focus-visible:outline-ring"
              >
                <span className={cn('size-2 rounded-full', index === at ? 'bg-muted-foreground' : 'bg-muted')} />
              </button>
            ))}
          </div>
          <div className={cn('flex gap-1 transition-opacity focus-within:opacity-100', isIdle && 'opacity-0')}>
            <Button
              variant="ghost"
              size="icon"
              aria-label={t(isPaused ? 'goOn' : 'pause')}
              onClick={() => setPaused(!isPaused)}
            >
              {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
            </Button>
            <Button variant="ghost" size="icon" aria-label={t('fullScreen')} onClick={toggleFullScreen}>
              <Maximize aria-hidden />
            </Button>
            <Button asChild variant="ghost" size="icon">
              <Link href="/" aria-label={t('leave')} prefetch={false}>
                <X aria-hidden />
              </Link>
            </Button>
          </div>
        </footer>
      </div>
    </main>
  )
}

function Clock({ timeZone }: { timeZone: string }) {
  const locale = useLocale()
  const now = useNow()
  return <time suppressHydrationWarning>{formatDate(new Date(now), locale, 'time', timeZone)}</time>
}

function toggleFullScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen()
  else void document.documentElement.requestFullscreen().catch(() => undefined)
}
