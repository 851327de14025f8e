import type { ChildProcess } from 'node:child_process'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { db, pool } from '../lib/db/client'
import { aStation, aToken } from '../lib/db/testing/fixtures'
import { forkProcess } from '../scripts/testing/fork-process'

const ROUNDS = 20
const STATIONS = 12
const METERS_PER_SESSION = 4

/**
 * A station that never gives up: it sends its messages in order, one at a time, and repeats the one that was not answered after every
 * reconnect, under a new message id as OCPP 1.6 allows.
 */
class StubbornStation {
  readonly answered: string[] = []
  readonly sessions: { start: string; transactionId: number; stopWh: number | null; readings: number }[] = []
  private socket: WebSocket | null = null
  private step = 0
  private sent = 0
  private registerWh = 0
  private clock = Date.parse('2026-03-01T00:00:00Z')
  private open: { id: string; action: string; payload: Record<string, unknown> } | null = null
  private answeredBefore = 0
  private isStopped = false

  constructor(
    readonly identity: string,
    private readonly token: string,
  ) {}

  connect(port: number): void {
    this.answeredBefore = this.answered.length
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ocpp/${this.identity}`, 'ocpp1.6')
    this.socket = socket
    socket.on('open', () => this.sendOpen())
    socket.on('message', (data) => this.onAnswer(JSON.parse(data.toString())))
    socket.on('error', () => undefined)
  }

  /** Ends after the message that is under way. */
  stop(): void {
    this.isStopped = true
  }
  /** Has been answered since it connected. */
  get isInFlight(): boolean {
    return this.answered.length > this.answeredBefore
  }
  get isIdle(): boolean {
    return this.isStopped && this.open === null
  }
  close(): void {
    this.socket?.terminate()
  }

  private sendOpen(): void {
    if (!this.open) {
      if (this.isStopped) return
      this.open = { id: '', ...this.next() }
    }
    this.open.id = `${this.identity}-${++this.sent}`
    this.socket?.send(JSON.stringify([2, this.open.id, this.open.action, this.open.payload]))
  }

  private onAnswer([type, id, payload]: [number, string, Record<string, unknown>]): void {
    if (!this.open || id !== this.open.id) return
    if (type !== 3) throw new Error(`refused: ${JSON.stringify(payload)}`)
    const { action, payload: said } = this.open
    this.answered.push(id)
    this.open = null
    this.step++
    const session = this.sessions.at(-1)
    if (action === 'StartTransaction') {
      const transactionId = payload.transactionId as number
      this.sessions.push({ start: said.timestamp as string, transactionId, stopWh: null, readings: 0 })
    } else if (action === 'MeterValues') session!.readings++
    else session!.stopWh = said.meterStop as number
    this.sendOpen()
  }

  private next(): { action: string; payload: Record<string, unknown> } {
    this.clock += 10_000
    const timestamp = new Date(this.clock).toISOString()
    const position = this.step % (METERS_PER_SESSION + 2)
    if (position === 0) {
      return {
        action: 'StartTransaction',
        payload: { connectorId: 1, idTag: this.token, meterStart: this.registerWh, timestamp },
      }
    }
    const { transactionId } = this.sessions.at(-1)!
    this.registerWh += 100
    if (position <= METERS_PER_SESSION) {
      const meterValue = [{ timestamp, sampledValue: [{ value: String(this.registerWh) }] }]
      return { action: 'MeterValues', payload: { connectorId: 1, transactionId, meterValue } }
    }
    return { action: 'StopTransaction', payload: { transactionId, meterStop: this.registerWh, timestamp } }
  }
}

async function startGateway(): Promise<{ child: ChildProcess; port: number }> {
  const child = await forkProcess('gateway', { OCPP_PORT: '0', LOG_LEVEL: 'error', NODE_ENV: 'production' })
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve({ child, port: (message as { port: number }).port }))
    child.once('exit', (code) => reject(new Error(`the gateway ended with ${code}`)))
  })
}

test('kill -9 at random moments: what was answered is in the database, and nothing is there twice', {
  timeout: 300_000,
}, async () => {
  const token = await aToken()
  const stations = await Promise.all(
    Array.from({ length: STATIONS }, async () => new StubbornStation((await aStation()).identity, token.value)),
  )
  for (let round = 0; round <= ROUNDS; round++) {
    const { child, port } = await startGateway()
    for (const station of stations) station.connect(port)
    if (round < ROUNDS) {
      // Somewhere in full flight; every fifth time already while the stations are arriving.
      if (round % 5 > 0)
        await expect.poll(() => stations.every((station) => station.isInFlight), { timeout: 20_000 }).toBe(true)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 300))
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
      for (const station of stations) station.close()
    } else {
      for (const station of stations) station.stop()
      await expect.poll(() => stations.every((station) => station.isIdle), { timeout: 30_000 }).toBe(true)
      for (const station of stations) station.close()
      child.kill('SIGTERM')
      await new Promise((resolve) => child.once('exit', resolve))
    }
  }

  const answered = stations.flatMap((station) => station.answered)
  expect(answered.length).toBeGreaterThan(ROUNDS * STATIONS)
  const logged = await pool().query<{ message_id: string; times: number }>(
    'SELECT message_id, count(*)::int AS times FROM ocpp_message GROUP BY message_id',
  )
  const timesLogged = new Map(logged.rows.map((row) => [row.message_id, row.times]))
  expect(answered.filter((id) => timesLogged.get(id) !== 1)).toEqual([])

  for (const station of stations) {
    const rows = await db().session.findMany({
      where: { station: { identity: station.identity } },
      orderBy: { id: 'asc' },
    })
    expect(rows.map((row) => Number(row.id))).toEqual(station.sessions.map((session) => session.transactionId))
    for (const [index, session] of station.sessions.entries()) {
      const row = rows[index]!
      expect(row.startedAt.toISOString()).toBe(session.start)
      if (session.stopWh !== null) expect(Number(row.meterStopWh)).toBe(session.stopWh)
      const readings = await db().reading.findMany({
        where: { sessionId: row.id, context: 'Sample.Periodic' },
        select: { at: true },
      })
      expect(readings).toHaveLength(session.readings)
      expect(new Set(readings.map(({ at }) => at.getTime())).size).toBe(session.readings)
    }
  }
})
