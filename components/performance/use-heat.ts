'use client'

import { useEffect, useSyncExternalStore } from 'react'

/** What the server says of a station's outlets, day by day. */
export interface StationHeat {
  readonly from: string
  readonly evses: readonly { readonly evse: number; readonly days: readonly (number | null)[] }[]
}

interface Answer {
  readonly from: string
  readonly rows: readonly {
    readonly stationId: string
    readonly evse: number
    readonly days: readonly (number | null)[]
  }[]
}

/** Rows that scroll into sight within this are asked for together. */
const GATHER_MS = 60
const MOST_AT_ONCE = 100

/** The strips of stations that have been in sight. A day changes them at most: kept while the page lives. */
class HeatStore {
  private readonly known = new Map<string, StationHeat>()
  private readonly listeners = new Set<() => void>()
  private readonly wanted = new Set<string>()
  private readonly asked = new Set<string>()
  private timer: ReturnType<typeof setTimeout> | undefined

  get = (identity: string): StationHeat | null => this.known.get(identity) ?? null

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  want(identity: string): void {
    if (this.asked.has(identity)) return
    this.wanted.add(identity)
    this.timer ??= setTimeout(() => void this.ask(), GATHER_MS)
  }

  /** Scrolled past before it was asked for. */
  unwant(identity: string): void {
    this.wanted.delete(identity)
  }

  private async ask(): Promise<void> {
    this.timer = undefined
    const identities = [...this.wanted].slice(0, MOST_AT_ONCE)
    if (identities.length === 0) return
    for (const identity of identities) {
      this.wanted.delete(identity)
      this.asked.add(identity)
    }
    if (this.wanted.size > 0) this.timer = setTimeout(() => void this.ask(), 0)
    try {
      const response = await fetch(`/api/performance/heat?${new URLSearchParams({ stations: identities.join(',') })}`)
      if (!response.ok) throw new Error(`heat: ${response.status}`)
      const { from, rows } = (await response.json()) as Answer
      for (const identity of identities) {
        const evses = rows.filter(({ stationId }) => stationId === identity)
        this.known.set(identity, { from, evses })
      }
      for (const listener of this.listeners) listener()
    } catch {
      // Asked for again when the row is next in sight.
      for (const identity of identities) this.asked.delete(identity)
    }
  }
}

const store = new HeatStore()
const nothing = () => null

/** A station's strips, asked for when it is first shown; null until they are here. */
export function useHeat(identity: string): StationHeat | null {
  const heat = useSyncExternalStore(store.subscribe, () => store.get(identity), nothing)
  useEffect(() => {
    store.want(identity)
    return () => store.unwant(identity)
  }, [identity])
  return heat
}
