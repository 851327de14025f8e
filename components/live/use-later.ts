'use client'

import { startTransition, useEffect, useState } from 'react'

const RETRY_MS = 3_000

/**
 * What a page has too much of to come with it: fetched when the first of it is on the screen, and again when the server has read the
 * page anew. Null until it is here. What changes meanwhile comes over the live stream.
 * @param address null: there is nothing more
 * @param anew another value: fetch again; what was fetched before stays until then
 * @param read kept stable
 */
export function useLater<Whole>(address: string | null, anew: unknown, read: (text: string) => Whole): Whole | null {
  const [whole, setWhole] = useState<Whole | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another `anew` is a reason to fetch again
  useEffect(() => {
    if (address === null) return setWhole(null)
    const gone = new AbortController()
    let retry: ReturnType<typeof setTimeout> | undefined
    const load = async () => {
      try {
        const answer = await fetch(address, { signal: gone.signal })
        if (!answer.ok) throw new Error(String(answer.status))
        const text = await answer.text()
        startTransition(() => setWhole(read(text)))
      } catch {
        if (!gone.signal.aborted) retry = setTimeout(load, RETRY_MS)
      }
    }
    void load()
    return () => {
      gone.abort()
      clearTimeout(retry)
    }
  }, [address, anew, read])
  return whole
}
