/** A whole number that fits OCPP's integers and our columns; anything else (a fraction, one beyond 32 bits) is null. */
export const int32 = (value: number | undefined): number | null =>
  value !== undefined && Number.isInteger(value) && Math.abs(value) <= 2_147_483_647 ? value : null
