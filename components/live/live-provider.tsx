'use client'

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { LiveConnection } from './live-connection'
import { LiveStore } from './live-store'

const LiveContext = createContext<LiveStore | null>(null)

const MINUTE_MS = 60_000
const FORGET_AFTER_MS = 15 * MINUTE_MS

/**
 * One live stream for the whole console. `since` is the hub's cursor taken before the page's rows were read: the stream then only
 * brings what changed after them. Without it the whole state is sent first.
 */
export function LiveProvider({ since, children }: { since: string | null; children: ReactNode }) {
  const [store] = useState(() => new LiveStore())
  // A newer cursor from a later render is not a reason to connect again: the stream already goes on from there.
  const [firstCursor] = useState(since)
  useEffect(() => {
    const connection = new LiveConnection(store, firstCursor)
    connection.connect()
    const wake = () => {
      if (document.visibilityState === 'visible') connection.wake()
    }
    window.addEventListener('online', wake)
    document.addEventListener('visibilitychange', wake)
    const forget = setInterval(
      () => store.forgetFinished(new Date(Date.now() - FORGET_AFTER_MS).toISOString()),
      MINUTE_MS,
    )
    return () => {
      window.removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', wake)
      clearInterval(forget)
      connection.close()
    }
  }, [store, firstCursor])
  return <LiveContext value={store}>{children}</LiveContext>
}

/** @throws Error outside LiveProvider */
export function useLiveStore(): LiveStore {
  const store = useContext(LiveContext)
  if (!store) throw new Error('useLive… needs a LiveProvider above it.')
  return store
}
