import { z } from 'zod'

/** A country by its two letters (ISO 3166-1); Sweden when it is not said. */
export const country = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, 'not-a-country')
  .default('SE')
