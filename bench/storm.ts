import { WebSocket } from 'ws'
import { sleep } from './load'

export interface StormOutcome {
  readonly stations: number
  /** Seconds from when the gateway takes connections until so many of the stations have had everything answered. */
  readonly halfS: number
  readonly mostS: number
  readonly allS: number
  /** Handshakes refused by the gateway, and the longest that any one station was kept out by it. */
  readonly refused: number
  readonly longestRefusedS: number
  /** Connections that broke before the station was done. */
  readonly broken: number
  readonly answered: number
  /** Answers that were CALLERRORs; must be 0. */
  readonly errors: number
}

export interface StormFleet {
  /** Everybody connects and says what it says; the running sessions begin. */
  comeForTheFirstTime(): Promise<void>
  /** Every socket has broken: all come back as soon as they can, at once. @param isReady resolves when the gateway listens again */
  comeBack(isReady: Promise<unknown>): Promise<StormOutcome>
  close(): void
}

export interface StormOptions {
  readonly count: number
  /** Every n-th station has a session running. */
  readonly chargingEvery: number
  readonly token: string
  readonly password: string
  urlOf(station: number): string
}

interface Station {
  readonly index: number
  socket: WebSocket | null
  transactionId: number | null
  settledAt: number | null
  refusedSince: number | null
}

const RETRY_MS = 500
const GIVE_UP_MS = 120_000
let lastMessage = 0

/** Stations as they are after an outage: each with its password, booting, telling its connectors' states and going on charging. */
export function createStormFleet(options: StormOptions): StormFleet {
  const stations = Array.from(
    { length: options.count },
    (_, index): Station => ({ index, socket: null, transactionId: null, settledAt: null, refusedSince: null }),
  )
  let count = { refused: 0, longestRefusedMs: 0, broken: 0, answered: 0, errors: 0 }
  const isCharging = ({ index }: Station) => index % options.chargingEvery === 0

  async function settle(station: Station): Promise<void> {
    const until = performance.now() + GIVE_UP_MS
    while (performance.now() < until) {
      const waitMs = await attempt(station)
      if (waitMs === null) return
      await sleep(waitMs * (0.75 + Math.random() / 2))
    }
  }

  /** null: settled; else how long to wait before the next attempt. */
  async function attempt(station: Station): Promise<number | null> {
    const opened = await open(options.urlOf(station.index), `BENCH-${station.index}`, options.password)
    if ('refusedWith' in opened) {
      if (opened.refusedWith === null) return RETRY_MS // nobody listens yet
      count.refused++
      station.refusedSince ??= performance.now()
      return (opened.retryAfterS ?? 1) * 1000
    }
    station.socket = opened.socket
    try {
      for (const [action, payload] of greetings(station)) await say(station, action, payload)
    } catch {
      count.broken++
      return RETRY_MS
    }
    station.settledAt = performance.now()
    if (station.refusedSince !== null) {
      count.longestRefusedMs = Math.max(count.longestRefusedMs, station.settledAt - station.refusedSince)
    }
    return null
  }

  function* greetings(station: Station): Generator<[action: string, payload: object]> {
    yield ['BootNotification', { chargePointVendor: 'Bench', chargePointModel: 'Storm', firmwareVersion: '1.0' }]
    for (const connectorId of [0, 1])
      yield ['StatusNotification', { connectorId, errorCode: 'NoError', status: 'Available' }]
    if (isCharging(station)) {
      const timestamp = new Date().toISOString()
      const begin = { connectorId: 1, idTag: options.token, meterStart: 1_000, timestamp }
      if (station.transactionId === null) yield ['StartTransaction', begin]
      const sampledValue = [{ value: String(1_000 + Math.round(performance.now() / 100)), unit: 'Wh' }]
      const { transactionId } = station
      yield ['MeterValues', { connectorId: 1, transactionId, meterValue: [{ timestamp, sampledValue }] }]
    }
    yield ['Heartbeat', {}]
  }

  function say(station: Station, action: string, payload: object): Promise<void> {
    const socket = station.socket!
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => socket.terminate(), GIVE_UP_MS)
      socket.onclose = () => {
        clearTimeout(patience)
        reject(new Error('the connection broke'))
      }
      socket.onmessage = ({ data }) => {
        const answer = JSON.parse(String(data)) as [number, string, { transactionId?: number }]
        if (answer[0] === 2) return socket.send(JSON.stringify([4, answer[1], 'NotSupported', '', {}]))
        clearTimeout(patience)
        count.answered++
        if (answer[0] === 4) count.errors++
        station.transactionId = answer[2].transactionId ?? station.transactionId
        resolve()
      }
      socket.send(JSON.stringify([2, `storm-${++lastMessage}`, action, payload]))
    })
  }

  return {
    async comeForTheFirstTime() {
      let next = 0
      const opener = async () => {
        while (next < stations.length) await settle(stations[next++]!)
      }
      await Promise.all(Array.from({ length: 64 }, opener))
    },
    async comeBack(isReady) {
      count = { refused: 0, longestRefusedMs: 0, broken: 0, answered: 0, errors: 0 }
      for (const station of stations) Object.assign(station, { settledAt: null, refusedSince: null })
      let readyAt = Number.POSITIVE_INFINITY
      const ready = isReady.then(() => {
        readyAt = performance.now()
      })
      await Promise.all([ready, ...stations.map(settle)])
      const seconds = stations.map(({ settledAt }) => ((settledAt ?? Number.POSITIVE_INFINITY) - readyAt) / 1000)
      const sorted = seconds.sort((a, b) => a - b)
      return {
        stations: stations.length,
        halfS: sorted[Math.floor(sorted.length * 0.5)]!,
        mostS: sorted[Math.floor(sorted.length * 0.95)]!,
        allS: sorted[sorted.length - 1]!,
        longestRefusedS: count.longestRefusedMs / 1000,
        refused: count.refused,
        broken: count.broken,
        answered: count.answered,
        errors: count.errors,
      }
    },
    close() {
      for (const { socket } of stations) socket?.terminate()
    },
  }
}

type Opened = { readonly socket: WebSocket } | { readonly refusedWith: number | null; readonly retryAfterS?: number }

function open(url: string, identity: string, password: string): Promise<Opened> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, 'ocpp1.6', {
      perMessageDeflate: false,
      skipUTF8Validation: true,
      auth: `${identity}:${password}`,
    })
    socket.once('open', () => resolve({ socket }))
    socket.once('unexpected-response', (request, response) => {
      const retryAfterS = Number(response.headers['retry-after'] ?? Number.NaN)
      resolve({ refusedWith: response.statusCode ?? 0, ...(Number.isFinite(retryAfterS) && { retryAfterS }) })
      request.destroy()
    })
    socket.on('error', () => resolve({ refusedWith: null }))
  })
}
