import type { Coalescer, Write } from '../lib/db/coalesce'
import { recordDisconnected, recordSeen } from '../lib/stations/mutations/record-connections'
import { hangUp } from './hang-up'
import type { StationConnection } from './station-connection'

/** How often a heard station's `last_seen_at` is written and shown, at most. The message log has every message. */
const SEEN_WRITTEN_EVERY_MS = 20_000
const SEEN_SWEEP_EVERY_MS = 5_000

export interface RegistryOptions {
  readonly coalescer: Coalescer
  readonly pingIntervalMs: number
  onError(error: unknown): void
}

/** Every station this gateway holds, one connection each: the newest wins. */
export interface StationRegistry {
  /** Takes the connection in and drops the station's older one, whose close then changes nothing. SPEC H-7. */
  add(connection: StationConnection): void
  /** The socket is gone. Marks the station offline only if this was its newest connection, here and in the database. */
  remove(connection: StationConnection): Promise<void>
  find(identity: string): StationConnection | undefined
  readonly all: Iterable<StationConnection>
  readonly size: number
  /** Stops the timers and marks every station offline; sockets are closed with 1001 (going away). */
  close(): Promise<void>
}

export function createStationRegistry({ coalescer, pingIntervalMs, onError }: RegistryOptions): StationRegistry {
  const stations = new Map<string, StationConnection>()
  const gone = new WeakSet<StationConnection>()
  const keyOf = (identity: string) => identity.toLowerCase()

  // One sweep for all sockets: whoever has been silent since the last ping is dead (trap: half-open TCP connections).
  const pinging = setInterval(() => {
    for (const connection of stations.values()) {
      if (connection.isAlive) {
        connection.isAlive = false
        connection.socket.ping()
      } else connection.socket.terminate()
    }
  }, pingIntervalMs)

  const sweeping = setInterval(() => {
    for (const connection of stations.values()) {
      if (connection.lastHeardAt - connection.lastSeenWrittenAt < SEEN_WRITTEN_EVERY_MS) continue
      connection.lastSeenWrittenAt = connection.lastHeardAt
      const item = { stationId: connection.id, at: new Date(connection.lastHeardAt) }
      coalescer.submit({ writes: [{ writer: recordSeen, item } as Write] }, connection.id).catch(onError)
      connection.publishState()
    }
  }, SEEN_SWEEP_EVERY_MS)

  async function markOffline(connection: StationConnection): Promise<void> {
    const item = {
      stationId: connection.id,
      connectionId: connection.connectionId,
      at: new Date(),
      lastSeenAt: new Date(connection.lastHeardAt),
    }
    const [wasNewest] = await coalescer.submit(
      { writes: [{ writer: recordDisconnected, item } as Write] },
      connection.id,
    )
    if (wasNewest && !stations.has(keyOf(connection.identity))) connection.showStation({ online: false })
  }

  let isClosed = false

  return {
    add(connection) {
      // Its handshake was under way when we began to close: nobody would hang up on it, and we would wait for it for ever.
      if (isClosed) {
        connection.socket.terminate()
        return
      }
      const key = keyOf(connection.identity)
      const older = stations.get(key)
      stations.set(key, connection)
      if (older) hangUp(older.socket, 1000, 'replaced by a newer connection')
    },
    async remove(connection) {
      if (gone.has(connection)) return
      gone.add(connection)
      connection.peer.close()
      const key = keyOf(connection.identity)
      if (stations.get(key) === connection) stations.delete(key)
      await markOffline(connection)
    },
    find: (identity) => stations.get(keyOf(identity)),
    get all() {
      return stations.values()
    },
    get size() {
      return stations.size
    },
    async close() {
      isClosed = true
      clearInterval(pinging)
      clearInterval(sweeping)
      const held = [...stations.values()]
      for (const connection of held) connection.socket.close(1001, 'the gateway is restarting')
      await Promise.allSettled(held.map((connection) => this.remove(connection)))
      for (const connection of held) connection.socket.terminate()
    },
  }
}
