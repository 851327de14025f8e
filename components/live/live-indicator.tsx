'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useNow } from '@/components/ui/format'
import { useLiveConnection } from './use-live'

/** How fresh everything on the page is: live, reconnecting, or stale since when. Calm while all is well. */
export function LiveIndicator() {
  const t = useTranslations('live')
  const locale = useLocale()
  const { phase, since } = useLiveConnection()
  const now = useNow(phase === 'reconnecting' ? 1000 : 0)
  const time = new Date(since).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })
  const words = {
    connecting: t('connecting'),
    live: t('live'),
    reconnecting: t('reconnecting', { seconds: Math.max(0, Math.round((now - since) / 1000)) }),
    stale: t('stale', { time }),
  }[phase]
  const isTrouble = phase === 'reconnecting' || phase === 'stale'
  return (
    <span
      role="status"
      data-live={phase}
      title={phase === 'stale' ? t('staleHelp') : undefined}
      className={`inline-flex items-center gap-1.5 whitespace-nowrap text-sm ${isTrouble ? 'text-status-attention' : 'text-muted-foreground'}`}
    >
      <svg
        viewBox="0 0 10 10"
        width={8}
        height={8}
        aria-hidden="true"
        className={phase === 'live' ? 'text-status-available' : ''}
      >
        {phase === 'live' ? (
          <circle cx="5" cy="5" r="4" fill="currentColor" />
        ) : (
          <circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />
        )}
      </svg>
      {words}
    </span>
  )
}
