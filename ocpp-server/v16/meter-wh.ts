/** More than any meter counts to; it could not be stored either. */
const LARGEST_WH = 1e12

/** meterStart and meterStop, Wh. null: not said, or what cannot be. A negative one is kept for the session's rules to judge. */
export const meterWh = (value: number | undefined): number | null =>
  value !== undefined && Math.abs(value) < LARGEST_WH ? value : null
