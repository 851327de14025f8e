/**
 * What a profile is for. station-max: the whole station. tx-default: every session. tx: one session; replaces the default.
 * external: somebody else's limit (grid, building), which we can only read. priority, local-generation: OCPP 2.1.
 */
export const PURPOSES = ['station-max', 'tx-default', 'tx', 'external', 'priority', 'local-generation'] as const
export type Purpose = (typeof PURPOSES)[number]

/** absolute: from an instant. recurring: from an instant, again every day or week. relative: from the start of charging. */
export const KINDS = ['absolute', 'recurring-daily', 'recurring-weekly', 'relative', 'dynamic'] as const
export type Kind = (typeof KINDS)[number]

export type RateUnit = 'A' | 'W'

/** From `startSeconds` until the next period, or the schedule's end. */
export interface SchedulePeriod {
  readonly startSeconds: number
  /** A per phase, or W in all. Null: nothing said (OCPP 2.1 without a limit). */
  readonly limit: number | null
  /** Null: three, as the standard has it. */
  readonly phases: number | null
}

export interface Schedule {
  readonly unit: RateUnit
  /** ISO 8601; null: relative to the start of charging, else to when the profile came. */
  readonly startAt: string | null
  /** Null: the last period goes on for ever, and nothing below it in the stack is ever heard again. */
  readonly durationSeconds: number | null
  readonly periods: readonly SchedulePeriod[]
  /** A car that speaks ISO 15118 may be offered up to three; these are the others. */
  readonly alternatives?: readonly Omit<Schedule, 'alternatives'>[]
  /** Somebody else's limit: going over it harms the grid. */
  readonly isGridCritical?: boolean
}

/** A charging profile as a station holds it. */
export interface ChargingProfile {
  readonly profileId: number
  /** 0: the whole station. */
  readonly evse: number
  /** Of the same purpose, the highest valid one counts. */
  readonly stackLevel: number
  readonly purpose: Purpose
  readonly kind: Kind
  /** The session a tx profile is for, as the station knows it; null: whichever runs there. */
  readonly transactionId: string | null
  readonly validFrom: Date | null
  readonly validTo: Date | null
  readonly schedule: Schedule
  /** us | EMS | SO | CSO | Other: who has set it. */
  readonly source: string
  readonly setAt: Date
}

/** Volts between phase and neutral: what amperes are worked into watts with, as stations do that do not measure first. */
export const NOMINAL_VOLTAGE = 230
/** IEC 61851: no car can charge with less. */
export const LEAST_CURRENT_A = 6

/**
 * A limit that may be sent: rounded down to a tenth (the schema's step; up would be more than was allowed), and 0, a pause, where it
 * would be less than any car can charge with. Watts of a known number of phases are held to the same floor.
 */
export function permittedLimit(limit: number, unit: RateUnit, phases: number | null): number {
  if (limit <= 0) return 0
  const rounded = Math.floor(limit * 10 + 1e-6) / 10
  const least = unit === 'A' ? LEAST_CURRENT_A : phases === null ? 0 : LEAST_CURRENT_A * NOMINAL_VOLTAGE * phases
  return rounded < least ? 0 : rounded
}

/**
 * The number a profile of ours has on a station: one per purpose, place and stack level, so that setting it again replaces it.
 * Profiles for sessions and those with a number of their own choosing stay clear of it.
 */
export function profileIdFor(purpose: Purpose, evse: number, stackLevel: number): number {
  return (PURPOSES.indexOf(purpose) + 1) * 100_000_000 + evse * 10_000 + stackLevel
}
