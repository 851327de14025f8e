/** What one sender may take of the gateway. Each is far above what a station in its right mind does. */
export interface Limits {
  /** Messages of one station per second in the long run; ten times as many at once. What is over waits in the station's own line. */
  readonly messagesPerSecond: number
  /** Messages of all stations of one address per second; ten times as many at once. */
  readonly addressMessagesPerSecond: number
  /** Unreadable frames of one station per minute; one more closes its connection. */
  readonly unreadablePerMinute: number
  /** Successful connections of one station per minute. */
  readonly connectsPerMinute: number
  /** Refused connections of one address per minute (a twentieth of it for one identity there); then it is not listened to. */
  readonly refusalsPerMinute: number
  /** Open sockets of one address, whether they have said anything yet or not. */
  readonly socketsPerAddress: number
}

export const DEFAULT_LIMITS: Limits = {
  messagesPerSecond: 100,
  addressMessagesPerSecond: 50_000,
  unreadablePerMinute: 60,
  connectsPerMinute: 60,
  refusalsPerMinute: 600,
  socketsPerAddress: 20_000,
}

/** What was limited; the label of the metric. */
export type LimitReason =
  | 'message-rate'
  | 'unreadable'
  | 'flood'
  | 'unread'
  | 'oversize'
  | 'connect-rate'
  | 'back-off'
  | 'refusals'
  | 'sockets'
