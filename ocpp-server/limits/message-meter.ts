import type { Limits } from './limits'
import { TokenBucket } from './token-bucket'

/** Longer a socket is not left unread: its pongs come the same way. */
const LONGEST_PAUSE_MS = 5_000
const BURST_SECONDS = 10

/** What one connection has sent. SPEC S-32, S-33. */
export class MessageMeter {
  private readonly messages: TokenBucket
  /** Most stations never need it. */
  private unreadable: TokenBucket | null = null

  /** @param ofAddress what all connections of its address may send together */
  constructor(
    private readonly limits: Limits,
    private readonly ofAddress: TokenBucket,
    now: number,
  ) {
    const { messagesPerSecond } = limits
    this.messages = new TokenBucket(messagesPerSecond, messagesPerSecond * BURST_SECONDS, now)
  }

  /** A frame came. @returns how long nothing more is to be read from this station, milliseconds */
  message(now: number): number {
    return Math.min(Math.max(this.messages.take(now), this.ofAddress.take(now)), LONGEST_PAUSE_MS)
  }

  /** A frame that cannot be understood came. @returns whether there were too many */
  isTooMuch(now: number): boolean {
    const { unreadablePerMinute } = this.limits
    this.unreadable ??= new TokenBucket(unreadablePerMinute / 60, unreadablePerMinute, now)
    return this.unreadable.take(now) > 0
  }
}
