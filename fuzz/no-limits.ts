import type { Limits } from '../ocpp-server/limits/limits'

/** The fuzzer sends in a minute what no station sends in a year; here it is about what is answered, not how much is let in. */
export const NO_LIMITS: Limits = {
  messagesPerSecond: 1e9,
  addressMessagesPerSecond: 1e9,
  unreadablePerMinute: 1e9,
  connectsPerMinute: 1e9,
  refusalsPerMinute: 1e9,
  socketsPerAddress: 1e9,
}
