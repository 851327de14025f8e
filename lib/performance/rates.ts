/** What days add up to: the numerators and denominators of every figure. */
export interface DaySums {
  /** EVSE days of which anything is known. */
  readonly days: number
  readonly upSeconds: number
  /** By cause. */
  readonly downSeconds: Readonly<Record<string, number>>
  /** By reason. */
  readonly excludedSeconds: Readonly<Record<string, number>>
  readonly unknownSeconds: number
  readonly occupiedSeconds: number
  readonly energyWh: number
  readonly sessions: number
  readonly attempts: number
  /** By reason. */
  readonly failures: Readonly<Record<string, number>>
  readonly visits: number
  readonly goodVisits: number
  readonly firstTries: number
}

/** A share with what it is a share of. `share` null: of nothing. */
export interface Rate {
  readonly part: number
  readonly whole: number
  readonly share: number | null
}

export const rate = (part: number, whole: number): Rate => ({ part, whole, share: whole > 0 ? part / whole : null })

/** The sum of counts by name. */
export const total = (values: Readonly<Record<string, number>>): number =>
  Object.values(values).reduce((sum, value) => sum + value, 0)

type Times = Pick<DaySums, 'upSeconds' | 'downSeconds' | 'excludedSeconds'>

/** Time of which it is known how it stood, s. Time before the first word of an EVSE is nobody's. */
export const knownSeconds = ({ upSeconds, downSeconds, excludedSeconds }: Times): number =>
  upSeconds + total(downSeconds) + total(excludedSeconds)

/** As drivers met it: everything that was not up counts. */
export const availability = (sums: Times): Rate => rate(sums.upSeconds, knownSeconds(sums))

/**
 * As 23 CFR 680.116(b) works it out: (T - (T_outage - T_excluded)) / T. Only outage can be excluded: while it works it is up,
 * whatever has been excluded.
 */
export function contractAvailability(sums: Times): Rate {
  const known = knownSeconds(sums)
  return rate(known - total(sums.downSeconds), known)
}

/** Visits whose first attempt was a charge. */
export const firstChargeSuccess = ({ firstTries, visits }: Pick<DaySums, 'firstTries' | 'visits'>): Rate =>
  rate(firstTries, visits)

/** Visits that ended with a charge, at whichever attempt. */
export const visitSuccess = ({ goodVisits, visits }: Pick<DaySums, 'goodVisits' | 'visits'>): Rate =>
  rate(goodVisits, visits)

/** Attempts that were a charge. */
export const attemptSuccess = ({ attempts, failures }: Pick<DaySums, 'attempts' | 'failures'>): Rate =>
  rate(attempts - total(failures), attempts)
