import { WebSocket } from 'ws'
import { type ChargingDay, createChargingDay } from './charging-day'

export interface Outcome {
  /** Answered messages per second. */
  readonly rate: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly answered: number
  /** Answers that were CALLERRORs, and connections that broke; must be 0. */
  readonly errors: number
}

interface Station {
  readonly socket: WebSocket
  readonly day: ChargingDay
  sentAt: number
  isWaiting: boolean
}

/** Opens `count` stations, some tens at a time. @param urlOf the station's address */
export async function openStations(
  count: number,
  urlOf: (station: number) => string,
  protocol = 'ocpp1.6',
): Promise<WebSocket[]> {
  const sockets = new Array<WebSocket>(count)
  let next = 0
  const opener = async () => {
    while (next < count) {
      const station = next++
      sockets[station] = await open(urlOf(station), protocol)
    }
  }
  await Promise.all(Array.from({ length: 64 }, opener))
  return sockets
}

function open(url: string, protocol: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, protocol, { perMessageDeflate: false, skipUTF8Validation: true })
    socket.once('open', () => resolve(socket))
    socket.once('error', reject)
  })
}

export function closeAll(sockets: readonly WebSocket[]): void {
  for (const socket of sockets) socket.terminate()
}

/** Every station sends its next message the moment the last one is answered. Sessions still open at the end are finished, unmeasured. */
export async function closedLoop(
  sockets: readonly WebSocket[],
  token: string,
  warmUpMs: number,
  measureMs: number,
  createDay: typeof createChargingDay = createChargingDay,
): Promise<Outcome> {
  const latencies: number[] = []
  let errors = 0
  let isMeasuring = false
  let isOver = false
  const stations = sockets.map((socket, index) => attach(socket, createDay(index, token), onAnswer))

  function onAnswer(station: Station, text: string): void {
    if (isMeasuring) latencies.push(performance.now() - station.sentAt)
    if (text.startsWith('[4')) errors++
    if (!isOver || !station.day.isAtRest) send(station)
  }

  for (const station of stations) send(station)
  await sleep(warmUpMs)
  isMeasuring = true
  const begun = performance.now()
  await sleep(measureMs)
  isMeasuring = false
  const seconds = (performance.now() - begun) / 1000
  isOver = true
  await settled(stations)
  return outcome(latencies, seconds, errors + brokenOf(sockets))
}

/** A fixed number of messages per second spread over all stations, whether or not earlier ones are answered. Latency counts from when a message was due. */
export async function offeredLoad(
  sockets: readonly WebSocket[],
  token: string,
  perSecond: number,
  measureMs: number,
): Promise<Outcome> {
  const latencies: number[] = []
  let errors = 0
  let isOver = false
  const stations = sockets.map((socket, index) =>
    attach(socket, createChargingDay(index, token), (station, text) => {
      latencies.push(performance.now() - station.sentAt)
      if (text.startsWith('[4')) errors++
      if (isOver && !station.day.isAtRest) send(station)
    }),
  )
  const begun = performance.now()
  let sent = 0
  let turn = 0
  while (performance.now() - begun < measureMs) {
    const due = Math.floor(((performance.now() - begun) / 1000) * perSecond)
    for (; sent < due; sent++) {
      // OCPP allows one open CALL per station: one that still waits is passed over. When all do, the message is late, not forgotten.
      let station = stations[turn++ % stations.length]!
      for (let tries = 0; station.isWaiting && tries < stations.length; tries++)
        station = stations[turn++ % stations.length]!
      if (station.isWaiting) break
      send(station, begun + (sent / perSecond) * 1000)
    }
    await sleep(1)
  }
  const seconds = (performance.now() - begun) / 1000
  const measured = latencies.slice()
  isOver = true
  for (const station of stations) if (!station.isWaiting && !station.day.isAtRest) send(station)
  await settled(stations)
  return outcome(measured, seconds, errors + brokenOf(sockets))
}

/** Connections that have broken by now. */
const brokenOf = (sockets: readonly WebSocket[]): number =>
  sockets.filter(({ readyState }) => readyState !== WebSocket.OPEN).length

function attach(socket: WebSocket, day: ChargingDay, onAnswer: (station: Station, text: string) => void): Station {
  const station: Station = { socket, day, sentAt: 0, isWaiting: false }
  socket.removeAllListeners('message')
  socket.on('message', (data) => {
    const text = data.toString()
    station.isWaiting = false
    station.day.answered(text)
    onAnswer(station, text)
  })
  return station
}

function send(station: Station, dueAt = performance.now()): void {
  station.sentAt = dueAt
  station.isWaiting = true
  station.socket.send(station.day.next())
}

async function settled(stations: readonly Station[]): Promise<void> {
  const until = performance.now() + 30_000
  const isAwaited = ({ socket, isWaiting }: Station) => isWaiting && socket.readyState === WebSocket.OPEN
  while (stations.some(isAwaited) && performance.now() < until) await sleep(10)
}

function outcome(latencies: number[], seconds: number, errors: number): Outcome {
  const sorted = Float64Array.from(latencies).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return {
    rate: latencies.length / seconds,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    answered: latencies.length,
    errors,
  }
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
