import type { Limits } from './limits'
import { TokenBucket } from './token-bucket'

/** Longer a socket is not left unread: its pongs come the same way. */
const LONGEST_PAUSE_MS = 5_000
const BURST_SECONDS = 10

/** What one connection has sent. SPEC S-32, S-33. */
export class MessageMeter {
  private readonly messages: TokenBucket
  private readonly unreadable: TokenBucket

  /** @param ofAddress what all connections of its address may send together */
  constructor(
    { messagesPerSecond, unreadablePerMinute }: Limits,
    private readonly ofAddress: TokenBucket,
    now: number,
  ) {
    this.messages = new TokenBucket(messagesPerSecond, messagesPerSecond * BURST_SECONDS, now)
    this.unreadable = new TokenBucket(unreadablePerMinute / 60, unreadablePerMinute, now)
  }

  /** A frame came. @returns how long nothing more is to be read from this station, milliseconds */
  message(now: number): number {
    return Math.min(Math.max(this.messages.take(now), this.ofAddress.take(now)), LONGEST_PAUSE_MS)
  }

  /** A frame that cannot be understood came. @returns whether there were too many */
  isTooMuch(now: number): boolean {
    return this.unreadable.take(now) > 0
  }
}
