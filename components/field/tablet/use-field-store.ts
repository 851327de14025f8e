'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Day } from '@/lib/field/job'
import { fieldApi } from './field-api'
import { type FieldState, FieldStore } from './field-store'
import { indexedStorage } from './storage'

/** While somebody looks, the day is never older. */
const FRESH_MS = 60_000
const LOCK = 'laddvakt-field-sync'

/** The tablet's memory for this page: opened once, in step while it is looked at. @param first the day as the server drew it */
export function useFieldStore(first: Day): { store: FieldStore; state: FieldState } {
  const [store] = useState(
    () =>
      new FieldStore(first, {
        storage: indexedStorage(),
        api: fieldApi,
        now: () => new Date(),
        newId: randomId,
        // Two tabs of one tablet: the other one is at it already, and this one reads what it left.
        alone: (act) => ('locks' in navigator ? navigator.locks.request(LOCK, act) : act()),
      }),
  )
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState)

  useEffect(() => {
    void store.open()
    // The browser must not throw work away when the disk gets full.
    void navigator.storage?.persist?.()
    const wake = () => {
      if (document.visibilityState === 'visible') void store.sync()
    }
    const timer = setInterval(wake, FRESH_MS)
    window.addEventListener('online', wake)
    document.addEventListener('visibilitychange', wake)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', wake)
    }
  }, [store])
  return { store, state }
}

/** A UUID also where the page came over plain http and the browser has no `randomUUID`. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes].map((byte, index) => {
    const value = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte
    return value.toString(16).padStart(2, '0')
  })
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
