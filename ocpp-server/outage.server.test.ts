import type { ChildProcess } from 'node:child_process'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { db, pool } from '../lib/db/client'
import { aStation, aTariffVersion, aToken } from '../lib/db/testing/fixtures'
import type { OcppVersion } from '../lib/ocpp-schemas/official'
import { forkProcess } from '../scripts/testing/fork-process'

/**
 * Outages of hours and days, of the gateway and of stations, over real sockets: what a station has kept meanwhile comes in its
 * order, each message again under a new id until it is answered; the connection breaks in the midst of it. Nothing may be lost and
 * nothing billed twice. SPEC O-20, O-21.
 */
const PRICE_PER_KWH = 4
const MINUTE = 60_000
let tokenValue = ''

beforeAll(async () => {
  tokenValue = (await aToken({ value: 'OUTAGE-CARD' })).value
  await aTariffVersion([{ components: [{ dimension: 'energy', price: String(PRICE_PER_KWH) }] }], {
    isDefault: true,
    vatPercent: '25',
  })
})

interface Charge {
  readonly key: string
  readonly startWh: number
  readonly startAt: Date
  /** Registers every five minutes. */
  readonly readings: readonly { readonly wh: number; readonly at: Date }[]
  readonly stopAt: Date
  /** What we call it, once we have said so (1.6). */
  transactionId: number | null
}

interface Kept {
  readonly action: string
  payload(): object
  answered?(answer: { transactionId?: number }): void
}

/** A station's day: charges one after another, as they were kept while nobody could be told. */
function* charges(count: number, readings: number, from: Date): Generator<Charge> {
  const startOf = (index: number) => from.getTime() + index * (readings * 5 + 8) * MINUTE
  let wh = 10_000
  for (let index = 0; index < count; index++) {
    const startAt = startOf(index)
    const startWh = wh
    const perReading = 100 + index
    const taken = Array.from({ length: readings }, (_, turn) => ({
      wh: startWh + (turn + 1) * perReading,
      at: new Date(startAt + (turn + 1) * 5 * MINUTE),
    }))
    wh = startWh + readings * perReading
    yield {
      key: `tx-${from.getTime()}-${index}`,
      startWh,
      startAt: new Date(startAt),
      readings: taken,
      stopAt: new Date(startAt + (readings * 5 + 1) * MINUTE),
      transactionId: null,
    }
  }
}

function* keptOf(version: OcppVersion, charge: Charge): Generator<Kept> {
  const { startAt, startWh, readings, stopAt, key } = charge
  const stopWh = readings.at(-1)!.wh
  if (version === 'ocpp1.6') {
    yield {
      action: 'StartTransaction',
      payload: () => ({ connectorId: 1, idTag: tokenValue, meterStart: startWh, timestamp: startAt.toISOString() }),
      answered(answer) {
        charge.transactionId = answer.transactionId ?? null
      },
    }
    for (const { wh, at } of readings) {
      const meterValue = [{ timestamp: at.toISOString(), sampledValue: [{ value: String(wh) }] }]
      const payload = () => ({ connectorId: 1, transactionId: charge.transactionId, meterValue })
      yield { action: 'MeterValues', payload }
    }
    const stop = { idTag: tokenValue, meterStop: stopWh, timestamp: stopAt.toISOString(), reason: 'Local' }
    yield { action: 'StopTransaction', payload: () => ({ ...stop, transactionId: charge.transactionId }) }
    return
  }
  const idToken = { idToken: tokenValue, type: 'ISO14443' }
  const evse = { id: 1, connectorId: 1 }
  const meter = (wh: number, at: Date, context: string) => [
    { timestamp: at.toISOString(), sampledValue: [{ value: wh, context, measurand: 'Energy.Active.Import.Register' }] },
  ]
  let seqNo = 0
  const event = (eventType: string, at: Date, triggerReason: string, rest: object): Kept => {
    const transactionInfo = { transactionId: key, ...(eventType === 'Ended' && { stoppedReason: 'Local' }) }
    const said = {
      eventType,
      timestamp: at.toISOString(),
      triggerReason,
      seqNo: seqNo++,
      offline: true,
      transactionInfo,
    }
    return { action: 'TransactionEvent', payload: () => ({ ...said, ...rest }) }
  }
  const began = { evse, idToken, meterValue: meter(startWh, startAt, 'Transaction.Begin') }
  yield event('Started', startAt, 'Authorized', began)
  for (const { wh, at } of readings)
    yield event('Updated', at, 'MeterValuePeriodic', { meterValue: meter(wh, at, 'Sample.Periodic') })
  yield event('Ended', stopAt, 'StopAuthorized', { idToken, meterValue: meter(stopWh, stopAt, 'Transaction.End') })
}

/** Sends what it has kept, in order and one at a time; what was not answered is sent again under a new id. */
class KeepingStation {
  readonly charges: Charge[] = []
  readonly answeredIds: string[] = []
  private readonly queue: Kept[] = []
  private socket: WebSocket | null = null
  private openId = ''
  private sent = 0

  constructor(
    readonly identity: string,
    readonly stationId: bigint,
    readonly version: OcppVersion,
  ) {}

  keep(more: Iterable<Charge>): void {
    for (const charge of more) {
      this.charges.push(charge)
      this.queue.push(...keptOf(this.version, charge))
    }
  }

  get left(): number {
    return this.queue.length
  }

  connect(port: number): void {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ocpp/${this.identity}`, this.version)
    this.socket = socket
    socket.on('open', () => this.sendNext())
    socket.on('message', (data) => this.onFrame(JSON.parse(data.toString())))
    socket.on('error', () => undefined)
  }

  breakOff(): void {
    this.socket?.terminate()
  }

  private sendNext(): void {
    const next = this.queue[0]
    if (next === undefined) return
    this.openId = `${this.identity}-${++this.sent}`
    this.socket?.send(JSON.stringify([2, this.openId, next.action, next.payload()]))
  }

  private onFrame([type, id, payload]: [number, string, { transactionId?: number }]): void {
    if (type === 2) this.socket?.send(JSON.stringify([4, id, 'NotSupported', '', {}]))
    if (type === 2 || id !== this.openId) return
    expect(type, JSON.stringify(payload)).toBe(3)
    this.answeredIds.push(id)
    this.queue.shift()?.answered?.(payload)
    this.sendNext()
  }
}

const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

async function aGatewayProcess(): Promise<{ port: number; kill(): Promise<void> }> {
  const child = await forkProcess('gateway', { OCPP_PORT: '0', LOG_LEVEL: 'error', NODE_ENV: 'production' })
  running.push(child)
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port))
    child.once('exit', (code) => reject(new Error(`the gateway ended with ${code}`)))
  })
  const kill = () =>
    new Promise<void>((done) => {
      child.once('exit', () => done())
      child.kill('SIGKILL')
    })
  return { port, kill }
}

const someStations = (version: OcppVersion, count: number) =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const { identity, id } = await aStation()
      return new KeepingStation(identity, id, version)
    }),
  )
const untilLeft = (stations: readonly KeepingStation[], most: (station: KeepingStation) => number) =>
  expect
    .poll(() => stations.every((station) => station.left <= most(station)), { timeout: 60_000, interval: 5 })
    .toBe(true)

/** Each charge is there once, whole, in its own time, priced once; each answer had its message in the log. */
async function expectAllKept(stations: readonly KeepingStation[]): Promise<void> {
  for (const { stationId, charges, answeredIds } of stations) {
    const sessions = await db().session.findMany({
      where: { stationId },
      orderBy: { startedAt: 'asc' },
      include: { priced: true, reviews: true },
    })
    expect(sessions).toHaveLength(charges.length)
    for (const [index, charge] of charges.entries()) {
      const session = sessions[index]!
      const energyWh = charge.readings.at(-1)!.wh - charge.startWh
      expect(session).toMatchObject({
        startedAt: charge.startAt,
        endedAt: charge.stopAt,
        status: 'ended',
        completeness: 'complete',
        authorisation: 'accepted',
        reviews: [],
      })
      expect(Number(session.energyWh)).toBe(energyWh)
      expect(Number(session.priced?.total)).toBeCloseTo((energyWh / 1000) * PRICE_PER_KWH, 2)
      const readings = await db().reading.findMany({
        where: { sessionId: session.id, context: 'Sample.Periodic' },
        select: { at: true },
        orderBy: { at: 'asc' },
      })
      expect(readings).toEqual(charge.readings.map(({ at }) => ({ at })))
    }
    const { rows } = await pool().query<{ message_id: string }>(
      `SELECT message_id FROM ocpp_message WHERE station_id = $1 AND direction = 'in' GROUP BY message_id HAVING count(*) = 1`,
      [stationId],
    )
    const once = new Set(rows.map((row) => row.message_id))
    expect(answeredIds.filter((id) => !once.has(id))).toEqual([])
  }
}

const hoursAgo = (hours: number) => new Date(Math.floor(Date.now() / 1000) * 1000 - hours * 3_600_000)

test.each([
  ['ocpp1.6', 'O-20'],
  ['ocpp2.0.1', 'O-20'],
] as const)(
  '%s %s the gateway is away for half a day, and is killed again and again while it is told of it',
  {
    timeout: 120_000,
  },
  async (version, _rule) => {
    const stations = await someStations(version, 6)
    for (const station of stations) station.keep(charges(8, 10, hoursAgo(12)))
    const whole = stations[0]!.left
    for (const share of [0.75, 0.45, 0.2]) {
      const gateway = await aGatewayProcess()
      for (const station of stations) station.connect(gateway.port)
      await untilLeft(stations, () => Math.floor(whole * share))
      await gateway.kill() // with an answer on its way to everybody
      for (const station of stations) station.breakOff()
    }
    const gateway = await aGatewayProcess()
    for (const station of stations) station.connect(gateway.port)
    await untilLeft(stations, () => 0)
    await expectAllKept(stations)
    await gateway.kill()
  },
)

test.each([
  ['ocpp1.6', 'O-21'],
  ['ocpp2.0.1', 'O-21'],
] as const)(
  '%s %s a station is away for three days and its connection breaks while it tells of them',
  {
    timeout: 120_000,
  },
  async (version, _rule) => {
    const gateway = await aGatewayProcess()
    const [station] = await someStations(version, 1)
    const days = station!
    days.keep(charges(40, 18, hoursAgo(72)))
    const whole = days.left
    expect(whole).toBe(40 * 20)
    for (let breaks = 1; breaks <= 8; breaks++) {
      days.connect(gateway.port)
      await untilLeft([days], () => Math.floor(whole * (1 - breaks / 9)))
      days.breakOff() // in mid air: the message under way may have been stored, its answer is never heard
    }
    days.connect(gateway.port)
    await untilLeft([days], () => 0)
    await expectAllKept([days])
    await gateway.kill()
  },
)
