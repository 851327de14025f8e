/** For the message log: one CALL with its answer, or one frame that led to nothing. */
export interface Exchange {
  /** Who sent the CALL: `in` the other side, `out` we. */
  readonly direction: 'in' | 'out'
  readonly messageId: string
  /** '' when the frame could not be read. */
  readonly action: string
  /** Payload JSON; the raw frame when it could not be read or was not a CALL. */
  readonly request: string
  /** Payload JSON of the CALLRESULT; the whole frame when it was a CALLERROR. */
  readonly response: string | null
  /** CALLERROR code as spelled, Timeout, Disconnected, Repeated, Ignored, Unexpected; null: answered. */
  readonly errorCode: string | null
  /** Epoch milliseconds when the CALL was received or sent. */
  readonly at: number
  readonly latencyMs: number | null
}
