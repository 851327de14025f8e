'use client'

import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { LiveCommand, LiveFault, LiveSession, LiveStation } from '@/lib/live/events'
import { useLiveStore } from './live-provider'
import type { ConnectionState, LiveStore, WatchKey } from './live-store'

/** Reads from the store what changes with `key`; on the server and at first paint it is `initial`. */
function useLive<Value>(key: WatchKey, read: (store: LiveStore) => Value, initial: Value): Value {
  const store = useLiveStore()
  const watch = useCallback((listener: () => void) => store.watch(key, listener), [store, key])
  return useSyncExternalStore(
    watch,
    () => read(store),
    () => initial,
  )
}

/** One station, newest state; only its own changes re-render. `initial` is what the server read. */
export function useLiveStation(id: string, initial: LiveStation): LiveStation
export function useLiveStation(id: string): LiveStation | undefined
export function useLiveStation(id: string, initial?: LiveStation): LiveStation | undefined {
  return useLive(`station:${id}`, (store) => store.state.stations.get(id) ?? initial, initial)
}

/** One session, newest state. */
export function useLiveSession(id: string, initial: LiveSession): LiveSession
export function useLiveSession(id: string): LiveSession | undefined
export function useLiveSession(id: string, initial?: LiveSession): LiveSession | undefined {
  return useLive(`session:${id}`, (store) => store.state.sessions.get(id) ?? initial, initial)
}

/** One fault, newest state; nothing when the stream has said nothing of it. */
export function useLiveFault(id: string): LiveFault | undefined {
  return useLive<LiveFault | undefined>(`fault:${id}`, (store) => store.state.faults.get(id), undefined)
}

/** One command, newest stage. */
export function useLiveCommand(id: string, initial?: LiveCommand): LiveCommand | undefined {
  return useLive(`command:${id}`, (store) => store.state.commands.get(id) ?? initial, initial)
}

const NOTHING = new Map<string, never>()

/** As `useLive`: told of a change at once after a quiet time, and once per `everyMs` at most while there are many. */
function usePaced<Value>(key: WatchKey, read: (store: LiveStore) => Value, initial: Value, everyMs: number): Value {
  const store = useLiveStore()
  const [held] = useState(() => ({ value: read(store) }))
  const newest = useRef(read)
  newest.current = read
  const watch = useCallback(
    (listener: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      let toldAt = Number.NEGATIVE_INFINITY
      const tell = () => {
        timer = undefined
        toldAt = performance.now()
        held.value = newest.current(store)
        listener()
      }
      const stop = store.watch(key, () => {
        timer ??= setTimeout(tell, Math.max(0, toldAt + everyMs - performance.now()))
      })
      // What changed before we watched (a page may hydrate after the stream has begun) is told by nobody: React looks again right now.
      held.value = newest.current(store)
      return () => {
        stop()
        clearTimeout(timer)
      }
    },
    [store, key, everyMs, held],
  )
  return useSyncExternalStore(
    watch,
    () => held.value,
    () => initial,
  )
}

/** What changed of the stations since the page was read, by id; told of changes once per `everyMs` at most. */
export const useLiveStationMap = (everyMs = 0): ReadonlyMap<string, LiveStation> =>
  usePaced<ReadonlyMap<string, LiveStation>>('stations', (store) => store.state.stations, NOTHING, everyMs)

/** All stations that changed since the page was read (all of them after a snapshot), over what the server read. */
export function useLiveStations(initial: readonly LiveStation[]): readonly LiveStation[] {
  const stations = useLive<ReadonlyMap<string, LiveStation>>('stations', (store) => store.state.stations, NOTHING)
  return useMemo(() => over(initial, stations, false), [initial, stations])
}

/** What changed of the sessions since the page was read, by id; told of changes once per `everyMs` at most. */
export const useLiveSessionMap = (everyMs = 0): ReadonlyMap<string, LiveSession> =>
  usePaced<ReadonlyMap<string, LiveSession>>('sessions', (store) => store.state.sessions, NOTHING, everyMs)

/** Running and just ended sessions, newest state, over what the server read; told of changes once per `everyMs` at most. */
export function useLiveSessions(initial: readonly LiveSession[], everyMs = 0): readonly LiveSession[] {
  const { isComplete } = useLiveStore()
  const sessions = useLiveSessionMap(everyMs)
  return useMemo(() => over(initial, sessions, isComplete), [initial, sessions, isComplete])
}

/** A station's commands of the last minutes, newest first, over what the server read. */
export function useLiveCommands(stationId: string, initial: readonly LiveCommand[]): readonly LiveCommand[] {
  const commands = useLive<ReadonlyMap<string, LiveCommand>>('commands', (store) => store.state.commands, NOTHING)
  return useMemo(
    () =>
      over(initial, commands, false)
        .filter((command) => command.stationId === stationId)
        .sort((a, b) => b.queuedAt.localeCompare(a.queuedAt)),
    [initial, commands, stationId],
  )
}

/** All open faults, and those just closed, newest state, over what the server read. */
export function useLiveFaults(initial: readonly LiveFault[]): readonly LiveFault[] {
  const { isComplete } = useLiveStore()
  const faults = useLive<ReadonlyMap<string, LiveFault>>('faults', (store) => store.state.faults, NOTHING)
  return useMemo(() => over(initial, faults, isComplete), [initial, faults, isComplete])
}

export function useLiveConnection(): ConnectionState {
  return useLive('connection', (store) => store.connection, CONNECTING)
}
const CONNECTING: ConnectionState = { phase: 'connecting', since: 0 }

/** What the server read, replaced by what came since; only what came since when that is the whole. */
function over<Row extends { readonly id: string }>(
  initial: readonly Row[],
  live: ReadonlyMap<string, Row>,
  isWhole: boolean,
): Row[] {
  if (isWhole) return [...live.values()]
  const known = new Set(initial.map(({ id }) => id))
  const added = [...live.values()].filter(({ id }) => !known.has(id))
  return [...initial.map((row) => live.get(row.id) ?? row), ...added]
}
