'use client'

import type { ReactNode } from 'react'
import { useLiveConnection } from './use-live'

/** Greys live figures that may be out of date because the stream is down. */
export function WhenStale({ children, className = '' }: { children: ReactNode; className?: string }) {
  const { phase } = useLiveConnection()
  return (
    <div
      data-stale={phase === 'stale' || undefined}
      className={`transition-[filter,opacity] data-stale:opacity-60 data-stale:grayscale ${className}`}
    >
      {children}
    </div>
  )
}
