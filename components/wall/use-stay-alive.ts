'use client'

import { useEffect } from 'react'
import { useLiveStore } from '@/components/live/live-provider'
import { reasonToReload } from './next-reload'

const ASK_EVERY_MS = 60_000

/** Keeps an unattended page right for days: loads it anew when that helps, and only when the server can give it. */
export function useStayAlive(ownBuild: string): void {
  const store = useLiveStore()
  useEffect(() => {
    const loadedAt = Date.now()
    const look = async () => {
      const { phase, since } = store.connection
      const downSince = phase === 'reconnecting' || phase === 'stale' ? since : null
      if (reasonToReload({ answer: await ask(), ownBuild, downSince, loadedAt, now: Date.now() }) !== null)
        location.reload()
    }
    const timer = setInterval(() => void look(), ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [store, ownBuild])
}

async function ask() {
  try {
    const answer = await fetch('/api/build', { cache: 'no-store', signal: AbortSignal.timeout(10_000) })
    const { build } = answer.ok ? ((await answer.json()) as { build: string }) : { build: null }
    return { status: answer.status, build }
  } catch {
    return null
  }
}

/** Keeps the screen from going dark, where the browser can. It lets go when the page is hidden: asked for again each time it is seen. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null
    const take = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
      lock = await navigator.wakeLock.request('screen').catch(() => null)
    }
    void take()
    document.addEventListener('visibilitychange', take)
    return () => {
      document.removeEventListener('visibilitychange', take)
      void lock?.release()
    }
  }, [])
}
