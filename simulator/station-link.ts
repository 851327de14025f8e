import WebSocket from 'ws'
import type { Payload } from '../ocpp-server/wire/frame'
import { CallFailure, type OcppVersion } from '../ocpp-server/wire/ocpp-error'
import { createPeer, type Peer, type PeerOptions } from '../ocpp-server/wire/peer'
import type { WireClock } from '../ocpp-server/wire/wire-clock'
import type { Address } from './network'
import type { Random } from './random'

/** A message about a charging session: kept while offline, sent in order, never dropped for a lost connection. */
export interface QueuedMessage {
  readonly action: string
  /** Built when it is sent: OCPP 1.6 learns its transaction id from an earlier answer in the same queue. */
  payload(): object
  answered?(answer: Payload): void
}

export interface LinkOptions {
  /** @param failures how many attempts have failed since the last connection */
  readonly address: (failures: number) => Address
  readonly identity: string
  readonly version: OcppVersion
  readonly clock: WireClock
  readonly random: Random
  onCall: PeerOptions['onCall']
  onOpen(securityProfile: number): void
  onClose(): void
}

const MAX_ATTEMPTS = 3

/** A station's way to its back end: one socket at a time, reconnecting with back-off, with a queue that survives being offline. */
export class StationLink {
  private socket: WebSocket | null = null
  private peer: Peer | null = null
  private readonly queue: QueuedMessage[] = []
  private timer: unknown
  private failures = 0
  private isWanted = false
  private isFlushing = false
  private lastCall: string | null = null
  /** Set once the station is registered; the queue waits for it. */
  isReady = false

  constructor(private readonly options: LinkOptions) {}

  get isOpen(): boolean {
    return this.peer !== null
  }
  get queued(): number {
    return this.queue.length
  }

  connect(): void {
    this.isWanted = true
    this.options.clock.clearTimer(this.timer)
    if (this.socket) return
    const { address, identity, version } = this.options
    const { url, securityProfile, password, tls } = address(this.failures)
    const credentials = password && Buffer.concat([Buffer.from(`${identity}:`), password]).toString('base64')
    const socket = new WebSocket(`${url}/${encodeURIComponent(identity)}`, [version], {
      // Not `auth`: a password may be bytes that are no text.
      headers: credentials === null ? {} : { authorization: `Basic ${credentials}` },
      ...(tls && { ca: [...tls.ca], cert: tls.cert, key: tls.key }),
      perMessageDeflate: false,
      handshakeTimeout: 20_000,
    })
    this.socket = socket
    socket.on('open', () => this.opened(socket, securityProfile))
    socket.on('message', (data) => this.peer?.receive(data.toString()))
    socket.on('error', () => undefined) // 'close' follows and says all we need
    socket.on('close', () => this.closed(socket))
  }

  /** Leaves the network; comes back by itself after `forMs`, else only on `connect`. */
  disconnect(forMs?: number): void {
    this.isWanted = false
    this.options.clock.clearTimer(this.timer)
    this.socket?.close(1000)
    if (forMs !== undefined) this.timer = this.options.clock.setTimer(() => this.connect(), forMs)
  }

  /** The connection breaks without a word, as when a mobile network drops. */
  drop(forMs: number): void {
    this.isWanted = false
    this.options.clock.clearTimer(this.timer)
    this.socket?.terminate()
    this.timer = this.options.clock.setTimer(() => this.connect(), forMs)
  }

  /** @throws CallFailure */
  call(action: string, payload: object): Promise<Payload> {
    return this.peer?.call(action, payload) ?? Promise.reject(new CallFailure('disconnected', 'Disconnected'))
  }

  /** OCPP 2.1: said once, answered never; lost when offline. */
  send(action: string, payload: object): void {
    this.peer?.send(action, payload)
  }

  enqueue(message: QueuedMessage): void {
    this.queue.push(message)
    void this.flush()
  }

  /** The same frame once more, as stations do whose answer was lost. */
  repeatLastCall(): void {
    if (this.lastCall !== null) this.socket?.send(this.lastCall)
  }

  ready(): void {
    this.isReady = true
    void this.flush()
  }

  private opened(socket: WebSocket, securityProfile: number): void {
    if (socket !== this.socket) return
    this.failures = 0
    this.peer = createPeer({
      version: this.options.version,
      clock: this.options.clock,
      send: (text) => {
        if (text.startsWith('[2,')) this.lastCall = text
        if (socket.readyState === WebSocket.OPEN) socket.send(text)
      },
      onCall: this.options.onCall,
      onFlood: () => socket.close(1008),
    })
    this.options.onOpen(securityProfile)
  }

  private closed(socket: WebSocket): void {
    if (socket !== this.socket) return
    this.socket = null
    this.isReady = false
    const { peer } = this
    this.peer = null
    peer?.close()
    if (peer) this.options.onClose()
    if (!this.isWanted) return
    const backOffMs = Math.min(30_000, 1000 * 2 ** this.failures++) * this.options.random.between(0.75, 1.5)
    this.timer = this.options.clock.setTimer(() => this.connect(), backOffMs)
  }

  private async flush(): Promise<void> {
    if (this.isFlushing) return
    this.isFlushing = true
    let attempts = 0
    while (this.queue.length > 0 && this.isReady) {
      const message = this.queue[0]!
      try {
        const answer = await this.call(message.action, message.payload())
        this.queue.shift()
        attempts = 0
        message.answered?.(answer)
      } catch (failure) {
        const isOffline = failure instanceof CallFailure && failure.reason === 'disconnected'
        if (isOffline) break
        if (++attempts >= MAX_ATTEMPTS) {
          this.queue.shift()
          attempts = 0
        } else await new Promise<void>((resolve) => this.options.clock.setTimer(resolve, 5000 * attempts))
      }
    }
    this.isFlushing = false
    if (this.queue.length > 0 && this.isReady) void this.flush()
  }
}
