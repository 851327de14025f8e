'use client'

import { useEffect, useState } from 'react'

/**
 * Has the page kept for when there is no network. True once it is, so that nobody drives off with a page that would not open.
 * In development everything changes all the time: nothing is kept.
 */
export function useServiceWorker(): boolean {
  const [isKept, setIsKept] = useState(false)
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return
    const heard = ({ data }: MessageEvent<{ type?: string } | undefined>) => {
      if (data?.type === 'kept') setIsKept(true)
    }
    navigator.serviceWorker.addEventListener('message', heard)
    void register()
    return () => navigator.serviceWorker.removeEventListener('message', heard)
  }, [])
  return isKept
}

async function register(): Promise<void> {
  try {
    await navigator.serviceWorker.register('/field/sw.js', { scope: '/field' })
    const { active } = await navigator.serviceWorker.ready
    // Also what the map will ask for once it is drawn.
    const made = performance.getEntriesByType('resource').map(({ name }) => name)
    const urls = made.filter((url) => /\/(_next\/static|map)\//.test(new URL(url).pathname))
    active?.postMessage({ type: 'runs', urls: [...new Set([...urls, '/map/basemap.json', '/map/worker.js'])] })
  } catch {
    // No worker (plain http, private window): the page works with network, and says that it is not kept.
  }
}
