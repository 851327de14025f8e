/**
 * An EVSE or connector number as one can be. Anything else (negative, fractional, beyond what a column holds) is null: never
 * guessed on to another connector.
 */
export const placeNumber = (value: number | undefined): number | null =>
  value !== undefined && Number.isInteger(value) && value >= 0 && value <= 9999 ? value : null

/** A trimmed text, null when there is none to speak of. */
export const textOrNull = (value: string | undefined): string | null => value?.trim() || null
