import type { Exchange } from './exchange'
import { callText, type ErrorFrame, type FrameFault, type Payload, payloadText, type ResultFrame } from './frame'
import { CallFailure, type OcppVersion, spellErrorCode } from './ocpp-error'
import type { WireClock } from './wire-clock'

export interface CallOptions {
  /** Counted from when the CALL is sent, not from when it is queued. */
  readonly timeoutMs?: number
  /** Asked in the moment the frame would leave: what keeps it back rejects the call instead; null: nothing does. */
  keptBackBy?(): Error | null
  /** Called when the frame has been handed to the socket. */
  onSent?(messageId: string): void
}

export interface OutboundOptions {
  readonly version: OcppVersion
  send(text: string): void
  onExchange?(exchange: Exchange): void
  /** How long one of our CALLs may wait for its answer; 30 s. */
  readonly callTimeoutMs?: number
  /** How many of our CALLs may be in line; 100. */
  readonly maxOutbound?: number
}

interface OutgoingCall {
  readonly id: string
  readonly action: string
  readonly payloadJson: string
  readonly options: CallOptions | undefined
  resolve(payload: Payload): void
  reject(failure: Error): void
  sentAt: number
  sentMark: number
}

/** Our own CALLs on one connection: one in flight, the rest in line. Independent of what the other side asks of us. */
export class OutboundLane {
  private readonly waiting: OutgoingCall[] = []
  private inFlight: OutgoingCall | null = null
  private timer: unknown
  private isClosed = false
  private readonly limit: number
  private readonly timeoutMs: number

  constructor(
    private readonly peer: OutboundOptions,
    private readonly clock: WireClock,
  ) {
    this.limit = peer.maxOutbound ?? 100
    this.timeoutMs = peer.callTimeoutMs ?? 30_000
  }

  get size(): number {
    return this.waiting.length + (this.inFlight ? 1 : 0)
  }

  call(id: string, action: string, payload: object, options?: CallOptions): Promise<Payload> {
    if (this.isClosed) return Promise.reject(new CallFailure('disconnected', 'Disconnected'))
    if (this.size >= this.limit) return Promise.reject(new CallFailure('queue-full', 'QueueFull'))
    const payloadJson = JSON.stringify(payload)
    return new Promise((resolve, reject) => {
      this.waiting.push({ id, action, payloadJson, options, resolve, reject, sentAt: 0, sentMark: 0 })
      this.sendNext()
    })
  }

  /** @returns false when no CALL of ours waits for this answer (late, or never asked). */
  settle(frame: ResultFrame | ErrorFrame, text: string): boolean {
    const call = this.take(frame.id)
    if (!call) return false
    if (frame.kind === 'result') {
      if (this.peer.onExchange) this.log(call, payloadText(text, 2), null)
      call.resolve(frame.payload)
    } else {
      this.log(call, text, frame.code)
      call.reject(new CallFailure('error', frame.code, frame.description, frame.details))
    }
    this.sendNext()
    return true
  }

  /** An answer came that cannot be read: better an error now than a time-out later. */
  spoil(fault: FrameFault, text: string): boolean {
    const call = fault.id === null ? null : this.take(fault.id)
    if (!call) return false
    const code = spellErrorCode('FormatViolation', this.peer.version)
    this.log(call, text, code)
    call.reject(new CallFailure('error', code, fault.description))
    this.sendNext()
    return true
  }

  close(): void {
    this.isClosed = true
    const { inFlight } = this
    if (inFlight) {
      this.clock.clearTimer(this.timer)
      this.inFlight = null
      this.log(inFlight, null, 'Disconnected')
      inFlight.reject(new CallFailure('disconnected', 'Disconnected'))
    }
    for (const call of this.waiting.splice(0)) call.reject(new CallFailure('disconnected', 'Disconnected'))
  }

  private take(id: string): OutgoingCall | null {
    const call = this.inFlight
    if (call?.id !== id) return null
    this.clock.clearTimer(this.timer)
    this.inFlight = null
    return call
  }

  private sendNext(): void {
    if (this.inFlight || this.isClosed) return
    const call = this.nextToLeave()
    if (!call) return
    this.inFlight = call
    call.sentAt = this.clock.now()
    call.sentMark = this.clock.mark()
    this.timer = this.clock.setTimer(() => this.giveUp(call), call.options?.timeoutMs ?? this.timeoutMs)
    this.peer.send(callText(call.id, call.action, call.payloadJson))
    call.options?.onSent?.(call.id)
  }

  private nextToLeave(): OutgoingCall | undefined {
    for (;;) {
      const call = this.waiting.shift()
      const why = call?.options?.keptBackBy?.() ?? null
      if (!call || why === null) return call
      call.reject(why)
    }
  }

  private giveUp(call: OutgoingCall): void {
    if (this.inFlight !== call) return
    this.inFlight = null
    this.log(call, null, 'Timeout')
    call.reject(new CallFailure('timeout', 'Timeout'))
    this.sendNext()
  }

  private log(call: OutgoingCall, response: string | null, errorCode: string | null): void {
    this.peer.onExchange?.({
      direction: 'out',
      messageId: call.id,
      action: call.action,
      request: call.payloadJson,
      response,
      errorCode,
      at: call.sentAt,
      latencyMs: this.clock.mark() - call.sentMark,
    })
  }
}
