import { afterEach } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import { noVatRegister } from '../../lib/vat/vat-register'
import { type Gateway, type GatewayOptions, startGateway } from '../gateway'
import { DEFAULT_LIMITS } from '../limits/limits'
import { createLog } from '../log'
import { noContractPool } from '../security/contract-pool'
import { createOcspClient } from '../security/ocsp-client'

/** A gateway on a free port over the test file's own database; closed after each test. */
export async function aGateway(over: Partial<GatewayOptions> = {}): Promise<Gateway> {
  const gateway = await startGateway({
    gatewayId: 'gateway:test',
    databaseUrl: process.env.DATABASE_URL!,
    host: '127.0.0.1',
    port: 0,
    unknownStations: 'pending',
    pingIntervalMs: 30_000,
    callTimeoutMs: 5_000,
    tls: null,
    trustProxy: false,
    limits: DEFAULT_LIMITS,
    ocsp: createOcspClient({ allowedHosts: ['127.0.0.1'] }),
    contracts: noContractPool,
    vat: noVatRegister,
    maxUploadBytes: 1024 * 1024,
    log: createLog('silent'),
    ...over,
  })
  open.push(() => gateway.close())
  return gateway
}

const open: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

export interface RawStation {
  readonly socket: WebSocket
  /** Everything received, parsed, in order. */
  readonly frames: unknown[][]
  send(frame: unknown[]): void
  /** Sends a CALL and resolves to the answering frame. */
  call(action: string, payload: object, id?: string): Promise<unknown[]>
  /** The next (or an already received, unread) CALL from the gateway. */
  nextCall(): Promise<[2, string, string, Record<string, unknown>]>
  answer(id: string, payload: object): void
  readonly closed: Promise<{ code: number; reason: string }>
}

export interface RawStationOptions {
  readonly protocols?: string[]
  readonly password?: string | Buffer
  readonly autoPong?: boolean
  /** Calls the encrypted port, with these TLS options. */
  readonly tls?: ClientOptions
  readonly headers?: Readonly<Record<string, string>>
}

/** A station with no manners: exactly the frames a test wants. @throws Error `HTTP 401` when the handshake is refused */
export async function aRawStation(
  gateway: Gateway,
  identity: string,
  options: RawStationOptions = {},
): Promise<RawStation> {
  const { protocols = ['ocpp1.6'], password, autoPong = true, tls } = options
  const credentials =
    password === undefined ? undefined : Buffer.concat([Buffer.from(`${identity}:`), Buffer.from(password)])
  const base = tls === undefined ? `ws://127.0.0.1:${gateway.port}` : `wss://127.0.0.1:${gateway.tlsPort}`
  const socket = new WebSocket(`${base}/ocpp/${encodeURIComponent(identity)}`, protocols, {
    ...tls,
    autoPong,
    headers: { ...options.headers, ...(credentials && { Authorization: `Basic ${credentials.toString('base64')}` }) },
  })
  open.push(() => socket.terminate())
  const frames: unknown[][] = []
  const calls: [2, string, string, Record<string, unknown>][] = []
  const answers = new Map<string, (frame: unknown[]) => void>()
  let wanted: ((call: [2, string, string, Record<string, unknown>]) => void) | null = null
  socket.on('message', (data) => {
    const frame = JSON.parse(data.toString()) as unknown[]
    frames.push(frame)
    if (frame[0] === 2) {
      if (wanted) {
        wanted(frame as [2, string, string, Record<string, unknown>])
        wanted = null
      } else calls.push(frame as [2, string, string, Record<string, unknown>])
    } else answers.get(String(frame[1]))?.(frame)
  })
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }))
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('unexpected-response', (_, response) => reject(new Error(`HTTP ${response.statusCode}`)))
    socket.once('error', reject)
  })
  let lastId = 0
  const send = (frame: unknown[]) => socket.send(JSON.stringify(frame))
  return {
    socket,
    frames,
    send,
    call: (action, payload, id = `m${++lastId}`) =>
      new Promise((resolve) => {
        answers.set(id, resolve)
        send([2, id, action, payload])
      }),
    nextCall() {
      const call = calls.shift()
      if (call) return Promise.resolve(call)
      return new Promise((resolve) => {
        wanted = resolve
      })
    },
    answer: (id, payload) => send([3, id, payload]),
    closed,
  }
}
