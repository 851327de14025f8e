'use client'

import { useEffect, useState } from 'react'

const ASK_EVERY_MS = 5 * 60_000

/**
 * Whether the server has become another since this page was loaded: its acts may be unknown there. Asked now and then, when the page
 * is looked at again and when the network is back.
 */
export function useNewBuild(ownBuild: string): boolean {
  const [isNew, setIsNew] = useState(false)
  useEffect(() => {
    if (isNew) return
    const look = async () => {
      if (document.visibilityState !== 'visible') return
      const build = await askForBuild()
      if (build !== null && build !== ownBuild) setIsNew(true)
    }
    const seen = () => void look()
    const timer = setInterval(seen, ASK_EVERY_MS)
    document.addEventListener('visibilitychange', seen)
    window.addEventListener('online', seen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', seen)
      window.removeEventListener('online', seen)
    }
  }, [isNew, ownBuild])
  return isNew
}

/** Null: it does not say. */
async function askForBuild(): Promise<string | null> {
  try {
    const answer = await fetch('/api/build', { cache: 'no-store', signal: AbortSignal.timeout(10_000) })
    return answer.ok ? ((await answer.json()) as { build: string }).build : null
  } catch {
    return null
  }
}
