import { randomUUID } from 'node:crypto'
import type { Exchange } from './exchange'
import {
  type CallFrame,
  errorText,
  type FrameFault,
  type IgnoredFrame,
  type Payload,
  parseFrame,
  type ResultErrorFrame,
  resultText,
  type SendFrame,
  sendText,
} from './frame'
import { type Answering, InboundCall } from './inbound-call'
import { OcppError, type OcppVersion, spellErrorCode } from './ocpp-error'
import { type CallOptions, OutboundLane, type OutboundOptions } from './outbound-lane'
import { RecentAnswers } from './recent-answers'
import { systemWireClock, type WireClock } from './wire-clock'

/** One side of an OCPP-J connection: station or central system, the rules are the same. SPEC W-1 … W-22, V-1 … V-6. */
export interface Peer {
  /** Feed every text frame in here, in order. */
  receive(text: string): void
  /**
   * Sends a CALL once the ones before it are answered, and resolves to the CALLRESULT's payload.
   * @throws CallFailure (error, timeout, disconnected, queue-full)
   */
  call(action: string, payload: object, options?: CallOptions): Promise<Payload>
  /** OCPP 2.1: says something that is not answered, at once. */
  send(action: string, payload: object): void
  /** The connection is gone: outgoing CALLs fail as disconnected, answers not yet given are dropped. */
  close(): void
  /** CALLs received and not yet answered. */
  readonly pendingInbound: number
  /** CALLs of ours waiting to be sent or answered. */
  readonly pendingOutbound: number
}

export interface PeerOptions extends OutboundOptions {
  readonly version: OcppVersion
  /** Writes one text frame to the socket. Must not throw. */
  send(text: string): void
  /**
   * Handles one CALL. Return the payload, or a promise of it, or nothing and answer later through `call.reply`, `call.replyText` or
   * `call.fail`. Throwing (or rejecting) answers a CALLERROR. The next CALL waits until this one is answered.
   */
  onCall(call: InboundCall): object | Promise<object> | undefined
  /** The other side floods us (too many CALLs unanswered): drop the connection. Called once; the peer is closed already. */
  onFlood(): void
  /** For the message log: everything that `onCall` does not see. CALLs given to `onCall` are its own to log. */
  onExchange?(exchange: Exchange): void
  /** A handler failed in a way it did not mean to. The station is told InternalError. */
  onHandlerError?(error: unknown, call: InboundCall): void
  /** How many CALLs may wait for our answer before `onFlood`; 100. */
  readonly maxInbound?: number
  readonly clock?: WireClock
}

export function createPeer(options: PeerOptions): Peer {
  return new SocketPeer(options)
}

class SocketPeer implements Peer, Answering {
  private readonly clock: WireClock
  private readonly maxInbound: number
  private readonly outbound: OutboundLane
  private readonly recent = new RecentAnswers()
  /** The first is being handled. Arrays this short shift quickly. */
  private readonly inbound: InboundCall[] = []
  /** SENDs being handled: they wait for nobody. */
  private sends = 0
  private isClosed = false
  private isDispatching = false

  constructor(private readonly options: PeerOptions) {
    this.clock = options.clock ?? systemWireClock
    this.maxInbound = options.maxInbound ?? 100
    this.outbound = new OutboundLane(options, this.clock)
  }

  get pendingInbound(): number {
    return this.inbound.length
  }
  get pendingOutbound(): number {
    return this.outbound.size
  }

  receive(text: string): void {
    if (this.isClosed) return
    const frame = parseFrame(text)
    switch (frame.kind) {
      case 'call':
        this.receiveCall(frame, text)
        break
      case 'result':
      case 'error':
        if (!this.outbound.settle(frame, text)) this.log(frame.id, '', text, null, 'Unexpected')
        break
      case 'send':
        this.receiveSend(frame, text)
        break
      case 'result-error':
        this.receiveResultError(frame, text)
        break
      case 'ignored':
        this.receiveUnknown(frame, text)
        break
      case 'fault':
        this.receiveFault(frame, text)
        break
    }
  }

  call(action: string, payload: object, options?: CallOptions): Promise<Payload> {
    return this.outbound.call(randomUUID(), action, payload, options)
  }

  send(action: string, payload: object): void {
    if (!this.isClosed) this.options.send(sendText(randomUUID(), action, JSON.stringify(payload)))
  }

  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    this.inbound.length = 0
    this.outbound.close()
  }

  mark(): number {
    return this.clock.mark()
  }

  answer(call: InboundCall, payloadJson: string): void {
    if (call.isAnswered || this.isClosed) return
    const text = resultText(call.id, payloadJson)
    if (!call.isSend) this.recent.remember(call.id, call.frameText, text, this.clock.now())
    this.finish(call, text)
  }

  refuse(call: InboundCall, error: OcppError): void {
    if (call.isAnswered || this.isClosed) return
    // Not remembered: a retry after our own failure deserves a new attempt, even under the same id.
    this.finish(call, errorText(this.options.version, call.id, error.code, error.description, error.details))
  }

  private receiveCall(frame: CallFrame, text: string): void {
    const { id } = frame
    const now = this.clock.now()
    const given = this.recent.find(id, text, now)
    if (given !== null) {
      this.options.send(given)
      this.log(id, frame.action, text, given, 'Repeated')
      return
    }
    for (const waiting of this.inbound) {
      if (waiting.id === id && waiting.frameText === text) {
        waiting.copies++
        if (waiting.copies > this.maxInbound) this.flooded()
        return
      }
    }
    if (this.inbound.length >= this.maxInbound) {
      this.flooded()
      return
    }
    this.inbound.push(new InboundCall(this, id, frame.action, frame.payload, text, now, this.clock.mark()))
    if (this.inbound.length === 1) this.dispatch()
  }

  /** V-2: handled at once, beside the CALL that may be under way; only 2.1 knows it. */
  private receiveSend({ id, action, payload }: SendFrame, text: string): void {
    if (this.options.version !== 'ocpp2.1') this.log(id, action, text, null, 'Ignored')
    else if (this.sends >= this.maxInbound) this.flooded()
    else {
      this.sends++
      this.handle(new InboundCall(this, id, action, payload, text, this.clock.now(), this.clock.mark(), true))
    }
  }

  /** V-4: logged with the CALL whose answer the station could not use; there is nothing to answer. */
  private receiveResultError({ id, code }: ResultErrorFrame, text: string): void {
    const request = this.recent.lastRequest(id)
    const call = request === null ? null : parseFrame(request)
    if (this.options.version !== 'ocpp2.1') this.log(id, '', text, null, 'Ignored')
    else if (call?.kind === 'call') this.log(id, call.action, text, null, code)
    else this.log(id, '', text, null, 'Unexpected')
  }

  /** V-6: 1.6 ignores message types it does not know; 2.x has a word for them. */
  private receiveUnknown({ id, messageType }: IgnoredFrame, text: string): void {
    const { version } = this.options
    if (version === 'ocpp1.6') {
      this.log(id ?? '', '', text, null, 'Ignored')
      return
    }
    const answer = errorText(version, id, 'MessageTypeNotSupported', `Message type ${messageType} is not known`)
    this.options.send(answer)
    this.log(id ?? '', '', text, answer, 'MessageTypeNotSupported')
  }

  private flooded(): void {
    this.close()
    this.options.onFlood()
  }

  /** Hands over CALLs until one is left waiting for its answer. A loop, not recursion: answers may be given at once. */
  private dispatch(): void {
    if (this.isDispatching) return
    this.isDispatching = true
    let last: InboundCall | undefined
    while (this.inbound.length > 0 && this.inbound[0] !== last) {
      last = this.inbound[0]!
      this.handle(last)
    }
    this.isDispatching = false
  }

  private handle(call: InboundCall): void {
    try {
      const answer = this.options.onCall(call)
      if (answer === undefined) return
      if (answer instanceof Promise) {
        answer.then((payload) => call.reply(payload)).catch((error: unknown) => this.handlerFailed(call, error))
      } else call.reply(answer as object)
    } catch (error) {
      this.handlerFailed(call, error)
    }
  }

  private handlerFailed(call: InboundCall, error: unknown): void {
    if (error instanceof OcppError) {
      this.refuse(call, error)
      return
    }
    this.options.onHandlerError?.(error, call)
    this.refuse(call, new OcppError('InternalError', 'The message could not be handled.'))
  }

  private finish(call: InboundCall, text: string): void {
    call.isAnswered = true
    if (call.isSend) {
      this.sends--
      return
    }
    for (let copy = 0; copy < call.copies; copy++) this.options.send(text)
    if (this.inbound[0] === call) this.inbound.shift()
    if (this.inbound.length > 0) this.dispatch()
  }

  private receiveFault(fault: FrameFault, text: string): void {
    const { version } = this.options
    if (fault.of === 'result' || fault.of === 'error') {
      const isOurs = this.outbound.spoil(fault, text)
      if (!isOurs) this.log(fault.id ?? '', '', text, null, 'Unexpected')
      // V-5: 2.1 lets us say that we could not read an answer.
      else if (fault.of === 'result' && version === 'ocpp2.1')
        this.options.send(errorText(version, fault.id, 'FormatViolation', fault.description, {}, 5))
      return
    }
    if (fault.of !== 'call') {
      this.log(fault.id ?? '', fault.action, text, null, spellErrorCode(fault.code, version))
      return
    }
    const canAnswer = fault.id !== null || version !== 'ocpp1.6'
    const answer = canAnswer ? errorText(version, fault.id, fault.code, fault.description) : null
    if (answer !== null) this.options.send(answer)
    this.log(fault.id ?? '', fault.action, text, answer, spellErrorCode(fault.code, version))
  }

  private log(messageId: string, action: string, request: string, response: string | null, errorCode: string): void {
    const at = this.clock.now()
    this.options.onExchange?.({ direction: 'in', messageId, action, request, response, errorCode, at, latencyMs: null })
  }
}
