'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import type { LiveCommand } from '@/lib/live/events'

const SETTLED: ReadonlySet<string> = new Set(['accepted', 'confirmed', 'rejected', 'failed', 'timed-out'])

/** When a station has answered what was asked of it, the page reads anew what that has changed. @param also anything else to renew for */
export function useRenew(commands: readonly LiveCommand[], about: ReadonlySet<string>, also = ''): void {
  const router = useRouter()
  const settled = commands
    .filter(({ type, stage }) => about.has(type) && SETTLED.has(stage))
    .map(({ id, stage }) => `${id}${stage}`)
    .join()
  const state = `${settled}|${also}`
  const seen = useRef(state)
  useEffect(() => {
    if (seen.current === state) return
    seen.current = state
    router.refresh()
  }, [state, router])
}
