import { DEFAULT_LIMITS, type Limits } from '../ocpp-server/limits/limits'

/** The fuzzer sends in a minute what no station sends in a year; here it is about what is answered, not how much is let in. */
export const NO_LIMITS = Object.fromEntries(
  Object.keys(DEFAULT_LIMITS).map((limit) => [limit, 1e9]),
) as unknown as Limits
