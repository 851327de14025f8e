const LEAST_SECONDS = 60

/**
 * A session's average power, W. Null while it runs, and under a minute: one that was told of at a single moment has no length, and its
 * power would be absurd.
 * @param seconds null: it has not ended
 */
export const averagePowerW = (energyWh: number, seconds: number | null): number | null =>
  seconds === null || seconds < LEAST_SECONDS ? null : (energyWh / seconds) * 3600
