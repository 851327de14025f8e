'use client'

import { useSyncExternalStore } from 'react'

/** Which job is open, and which of its tabs. */
export interface Place {
  readonly jobId: string | null
  readonly tab: string | null
}

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** Said in the address behind `#`, which no server needs to answer: it works without network, and Back works too. */
export function usePlace(): Place {
  const hash = useSyncExternalStore(
    subscribe,
    () => window.location.hash,
    () => '',
  )
  const [, jobId, tab] = /^#job-(\d+)(?:\/([a-z]+))?$/.exec(hash) ?? []
  return { jobId: jobId ?? null, tab: tab ?? null }
}

export function goTo(jobId: string | null, tab?: string): void {
  window.location.hash = jobId === null ? '' : `job-${jobId}${tab ? `/${tab}` : ''}`
}
