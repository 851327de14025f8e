import { type Payload, payloadText } from './frame'
import type { OcppError } from './ocpp-error'

/** What an InboundCall needs of its peer. */
export interface Answering {
  answer(call: InboundCall, payloadJson: string): void
  refuse(call: InboundCall, error: OcppError): void
  mark(): number
}

/**
 * One CALL from the other side, waiting for its answer. The handler answers once; further answers are ignored. A SEND (2.1) is
 * handled the same way and ends the same way, but what it is answered is not sent.
 */
export class InboundCall {
  /** How many identical frames this one answer is for (a CALL repeated while it is pending). */
  copies = 1
  isAnswered = false

  constructor(
    private readonly peer: Answering,
    readonly id: string,
    readonly action: string,
    readonly payload: Payload,
    readonly frameText: string,
    /** Epoch milliseconds. */
    readonly receivedAt: number,
    private readonly receivedMark: number,
    readonly isSend = false,
  ) {}

  /** The payload as the station wrote it. Cut out of the frame on demand. */
  get payloadText(): string {
    return payloadText(this.frameText, 3)
  }

  /** Milliseconds since it was received, on a clock that never jumps. */
  latencyMs(): number {
    return this.peer.mark() - this.receivedMark
  }

  reply(payload: object): void {
    this.peer.answer(this, JSON.stringify(payload))
  }

  /** As `reply`, for a payload that is JSON text already. */
  replyText(payloadJson: string): void {
    this.peer.answer(this, payloadJson)
  }

  fail(error: OcppError): void {
    this.peer.refuse(this, error)
  }
}
