import type { RawData } from 'ws'
import { hangUp } from './hang-up'
import type { Inbox } from './inbox'
import { tellsOfSomebody } from './kept-back'
import type { Gate } from './limits/gate'
import type { LimitReason, Limits } from './limits/limits'
import { MessageMeter } from './limits/message-meter'
import type { Log } from './log'
import type { Metrics } from './metrics'
import type { StationConnection } from './station-connection'
import type { Exchange } from './wire/exchange'
import type { InboundCall } from './wire/inbound-call'
import type { PeerOptions } from './wire/peer'

/** What every line of a gateway shares. */
export interface LineSurroundings {
  readonly callTimeoutMs: number
  readonly limits: Limits
  readonly gate: Gate
  readonly inbox: Inbox
  readonly metrics: Metrics
  readonly log: Log
}

/** Frames a station may send before its connection is recorded. */
const MAX_EARLY_FRAMES = 100
/** What we have said and it has not taken, bytes: far more than all our answers to what it may say at once. */
const MAX_UNTAKEN = 8 * 1024 * 1024

/** Error codes of frames that could not be understood at all. */
const UNREADABLE: ReadonlySet<string> = new Set(['FormationViolation', 'FormatViolation', 'RpcFrameworkError'])

/**
 * Between a station's socket and its peer: hands frames on, within limits. An object with methods rather than a handful of closures,
 * because thousands of them are held.
 */
export class StationLine implements PeerOptions {
  private readonly meter: MessageMeter
  /** What came before the station's row says that this connection is its newest; null: it does. */
  private early: string[] | null = []

  constructor(
    private readonly connection: StationConnection,
    private readonly around: LineSurroundings,
  ) {
    const ofAddress = around.gate.messagesOf(connection.remoteAddress)
    this.meter = new MessageMeter(around.limits, ofAddress, connection.lastHeardAt)
  }

  /** A frame came in. */
  receive(data: RawData, isBinary: boolean): void {
    const { connection } = this
    const { socket } = connection
    connection.heard()
    if (socket.readyState !== socket.OPEN) return // sent away: what is still on its way is not read
    const pauseMs = this.meter.message(connection.lastHeardAt)
    if (pauseMs > 0) this.pause(pauseMs)
    if (isBinary)
      this.unreadable() // OCPP-J knows text frames only
    else if (this.early === null) connection.peer.receive(data.toString())
    else if (this.early.push(data.toString()) > MAX_EARLY_FRAMES) this.onFlood()
  }

  /** The connection is recorded: what has waited is heard, in order, and nothing waits from now on. */
  open(): void {
    const waiting = this.early ?? []
    this.early = null
    for (const text of waiting) this.connection.peer.receive(text)
  }

  /** The socket failed. */
  failed(error: Error & { code?: string }): void {
    this.around.log.debug({ station: this.connection.identity, error: error.message }, 'socket error')
    if (error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') this.strike('oversize') // ws closes it with 1009 itself
  }

  // ── what its peer asks for ──

  get version() {
    return this.connection.protocol
  }
  get callTimeoutMs(): number {
    return this.around.callTimeoutMs
  }

  send(text: string): void {
    const { socket } = this.connection
    socket.send(text)
    // One that asks and asks and never reads would fill our memory.
    if (socket.bufferedAmount > MAX_UNTAKEN && socket.readyState === socket.OPEN)
      this.sendAway('unread', 'answers are not read')
  }

  onCall(call: InboundCall): undefined {
    if (tellsOfSomebody(call.action, call.payload)) this.connection.somebodyAt = this.connection.lastHeardAt
    this.around.inbox.receive(this.connection, call) // which answers when it is committed
  }

  onExchange(exchange: Exchange): void {
    this.around.inbox.log(this.connection, exchange)
    if (exchange.direction === 'in' && UNREADABLE.has(exchange.errorCode ?? '')) this.unreadable()
  }

  onFlood(): void {
    this.sendAway('flood', 'too many unanswered messages')
  }

  onHandlerError(error: unknown): void {
    this.around.log.error({ error, station: this.connection.identity }, 'handler failed')
  }

  // ── limits: who goes too far costs itself, nobody else (SPEC S-32, S-33) ──

  private unreadable(): void {
    if (this.meter.isTooMuch(Date.now())) this.sendAway('unreadable', 'too many unreadable messages')
  }

  private sendAway(reason: LimitReason, why: string): void {
    const { socket, identity, remoteAddress } = this.connection
    if (socket.readyState !== socket.OPEN) return // it is being sent away already; what had waited may be too much once more
    this.strike(reason)
    this.around.log.warn({ station: identity, address: remoteAddress, reason }, 'station sent away')
    hangUp(socket, 1008, why)
  }

  private strike(reason: LimitReason): void {
    this.around.metrics.limited.inc({ reason })
    this.around.gate.strike(this.connection.id)
  }

  /** The station's own line fills up. */
  private pause(milliseconds: number): void {
    const { socket } = this.connection
    if (socket.isPaused) return
    this.around.metrics.limited.inc({ reason: 'message-rate' satisfies LimitReason })
    socket.pause()
    setTimeout(() => socket.resume(), milliseconds).unref()
  }
}
