import type { WebSocket } from 'ws'
import { closeAll, openStations, sleep } from './load'

/** A network going about its day: real sockets that have booted, told their connectors' states, and charge. */
export interface Crowd {
  /** Resolves when the gateway has answered. @throws Error when it answers with an error */
  status(station: number, status: string): Promise<void>
  /** Readings and ordinary status changes of stations from `first` on, that many in a second, until the returned function is called. */
  murmur(perSecond: number, first: number): () => void
  close(): void
}

interface CrowdOptions {
  readonly count: number
  readonly token: string
  readonly urlOf: (station: number) => string
}

/** Every n-th of them. */
const CHARGING = 5
const FAULTED = 100
const AT_ONCE = 64
/** Of a murmur; the rest are readings. */
const STATUS_EVERY = 3

export async function openCrowd({ count, token, urlOf }: CrowdOptions): Promise<Crowd> {
  const sockets = await openStations(count, urlOf)
  const waiting = new Map<string, { resolve: () => void; reject: (error: Error) => void }>()
  const transactions = new Map<number, number>()
  let lastId = 0
  for (const [station, socket] of sockets.entries()) listen(station, socket)

  function listen(station: number, socket: WebSocket): void {
    socket.on('message', (data) => {
      const [type, id, answer] = JSON.parse(String(data)) as [number, string, { transactionId?: number }]
      if (type === 2) return socket.send(JSON.stringify([4, id, 'NotSupported', '', {}]))
      if (type === 3 && answer.transactionId !== undefined) transactions.set(station, answer.transactionId)
      const asked = waiting.get(id)
      waiting.delete(id)
      if (type === 4) asked?.reject(new Error(`The gateway refused ${String(data)}`))
      else asked?.resolve()
    })
  }

  const say = (station: number, action: string, payload: object) =>
    new Promise<void>((resolve, reject) => {
      const id = `crowd-${++lastId}`
      waiting.set(id, { resolve, reject })
      sockets[station]?.send(JSON.stringify([2, id, action, payload]))
    })

  const status = (station: number, value: string, connectorId = 1) =>
    say(station, 'StatusNotification', {
      connectorId,
      status: value,
      errorCode: value === 'Faulted' ? 'GroundFailure' : 'NoError',
      timestamp: new Date().toISOString(),
    })

  const read = (station: number) =>
    say(station, 'MeterValues', {
      connectorId: 1,
      transactionId: transactions.get(station),
      meterValue: [
        {
          timestamp: new Date().toISOString(),
          sampledValue: [
            { value: String(1_000 + Math.round(performance.now() / 100)), unit: 'Wh' },
            { value: String(7_000 + Math.round(Math.random() * 4_000)), unit: 'W', measurand: 'Power.Active.Import' },
          ],
        },
      ],
    })

  async function arrive(station: number): Promise<void> {
    await say(station, 'BootNotification', { chargePointVendor: 'Bench', chargePointModel: 'Crowd' })
    await status(station, 'Available', 2)
    if (station % CHARGING !== 0) return status(station, station % FAULTED === 1 ? 'Faulted' : 'Available')
    const timestamp = new Date().toISOString()
    await say(station, 'StartTransaction', { connectorId: 1, idTag: token, meterStart: 1_000, timestamp })
    await status(station, 'Charging')
    await read(station)
  }

  let next = 0
  const lead = async () => {
    while (next < count) await arrive(next++)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lead))

  return {
    status,
    murmur(perSecond, first) {
      let isOver = false
      const talk = async () => {
        const begun = performance.now()
        for (let said = 0; !isOver; said++) {
          await sleep(Math.max(0, begun + (said / perSecond) * 1000 - performance.now()))
          // The charging ones are those that have something to say.
          const charging = Math.floor((first + Math.random() * (count - first)) / CHARGING) * CHARGING
          const station = Math.max(charging, Math.ceil(first / CHARGING) * CHARGING)
          if (said % STATUS_EVERY === 0) void status(station, said % 2 === 0 ? 'SuspendedEV' : 'Charging').catch(ignore)
          else void read(station).catch(ignore)
        }
      }
      void talk()
      return () => {
        isOver = true
      }
    },
    close: () => closeAll(sockets),
  }
}

/** A murmur that is refused is not what is measured. */
const ignore = () => undefined
