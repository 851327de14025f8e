import type { LimitReason, Limits } from './limits'
import { TokenBucket } from './token-bucket'

/** Who was sent away for what it did stays away 2, 4, 8 … seconds, five minutes at most; ten quiet minutes are forgiven. */
const LONGEST_STAY_AWAY_MS = 5 * 60_000
const FORGIVEN_AFTER_MS = 10 * 60_000
const BURST_SECONDS = 10
const ONE_IDENTITY_OF_ADDRESS = 1 / 20
/** Senders remembered; a stranger must not fill our memory with names. */
const MOST_REMEMBERED = 50_000
const SWEEP_EVERY_MS = 60_000

export interface TurnedAway {
  readonly reason: LimitReason
  readonly retryAfterSeconds: number
}

interface Strikes {
  readonly count: number
  readonly at: number
}

/**
 * Keeps count of who connects how often and how it ends: what one address or one station does costs itself, not the others.
 * A station's own counts begin when it has shown who it is, so that nobody can lock a station out in its name. SPEC S-30, S-31, S-34.
 */
export class Gate {
  private readonly sockets = new Map<string, number>()
  private readonly refusals = new Map<string, TokenBucket>()
  private readonly connects = new Map<bigint, TokenBucket>()
  /** Held by the connections themselves: one budget for all of an address, as long as there is one of them. */
  private readonly messages = new Map<string, WeakRef<TokenBucket>>()
  private readonly strikes = new Map<bigint, Strikes>()
  private readonly sweeping: NodeJS.Timeout

  constructor(
    private readonly limits: Limits,
    private readonly now: () => number = Date.now,
  ) {
    this.sweeping = setInterval(() => this.forgetTheQuiet(), SWEEP_EVERY_MS).unref()
  }

  /** A socket was opened. @returns false: the address has too many already */
  opened(address: string): boolean {
    const count = (this.sockets.get(address) ?? 0) + 1
    this.sockets.set(address, count)
    return count <= this.limits.socketsPerAddress
  }

  closed(address: string): void {
    const count = (this.sockets.get(address) ?? 1) - 1
    if (count > 0) this.sockets.set(address, count)
    else this.sockets.delete(address)
  }

  /** Before anything is looked up: has this address, or this name there, been refused too often? */
  mayAsk(address: string, identity: string): TurnedAway | null {
    const isOver = [address, `${address} ${identity.toLowerCase()}`].some((key) =>
      this.refusals.get(key)?.isEmpty(this.now()),
    )
    return isOver ? { reason: 'refusals', retryAfterSeconds: 60 } : null
  }

  refused(address: string, identity: string): void {
    const { refusalsPerMinute } = this.limits
    this.refusalsOf(address, refusalsPerMinute).take(this.now())
    const ofOne = Math.max(5, refusalsPerMinute * ONE_IDENTITY_OF_ADDRESS)
    this.refusalsOf(`${address} ${identity.toLowerCase()}`, ofOne).take(this.now())
  }

  /** A station that has shown who it is. */
  mayConnect(stationId: bigint): TurnedAway | null {
    const now = this.now()
    const awayMs = this.awayUntil(stationId) - now
    if (awayMs > 0) return { reason: 'back-off', retryAfterSeconds: Math.ceil(awayMs / 1000) }
    let bucket = this.connects.get(stationId)
    if (bucket === undefined) {
      const { connectsPerMinute } = this.limits
      bucket = new TokenBucket(connectsPerMinute / 60, connectsPerMinute, now)
      remember(this.connects, stationId, bucket)
    }
    if (bucket.isEmpty(now))
      return { reason: 'connect-rate', retryAfterSeconds: Math.ceil(60 / this.limits.connectsPerMinute) }
    bucket.take(now)
    return null
  }

  /** What all connections of an address may send together. */
  messagesOf(address: string): TokenBucket {
    const known = this.messages.get(address)?.deref()
    if (known) return known
    const { addressMessagesPerSecond: perSecond } = this.limits
    const made = new TokenBucket(perSecond, perSecond * BURST_SECONDS, this.now())
    remember(this.messages, address, new WeakRef(made))
    return made
  }

  /** It was sent away for flooding, oversize or nonsense. */
  strike(stationId: bigint): void {
    const known = this.strikes.get(stationId)
    const isForgiven = known === undefined || this.now() - known.at > FORGIVEN_AFTER_MS
    remember(this.strikes, stationId, { count: isForgiven ? 1 : known.count + 1, at: this.now() })
  }

  close(): void {
    clearInterval(this.sweeping)
  }

  private awayUntil(stationId: bigint): number {
    const strikes = this.strikes.get(stationId)
    return strikes === undefined ? 0 : strikes.at + Math.min(2 ** strikes.count * 1000, LONGEST_STAY_AWAY_MS)
  }

  private refusalsOf(key: string, perMinute: number): TokenBucket {
    const known = this.refusals.get(key)
    if (known) return known
    const made = new TokenBucket(perMinute / 60, perMinute, this.now())
    remember(this.refusals, key, made)
    return made
  }

  private forgetTheQuiet(): void {
    const now = this.now()
    for (const [key, bucket] of this.refusals) if (bucket.isFull(now)) this.refusals.delete(key)
    for (const [key, held] of this.messages) if (held.deref() === undefined) this.messages.delete(key)
    for (const [key, bucket] of this.connects) if (bucket.isFull(now)) this.connects.delete(key)
    for (const [key, { at }] of this.strikes) if (now - at > FORGIVEN_AFTER_MS) this.strikes.delete(key)
  }
}

function remember<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  map.set(key, value)
  if (map.size > MOST_REMEMBERED) map.delete(map.keys().next().value as Key)
}
