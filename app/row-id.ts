import { z } from 'zod'

/** The largest number of digits that surely fits the database. */
const LARGEST = 10n ** 18n - 1n

/** A row's id in a server action's input: anything that cannot be one is the sender's fault, not ours. */
export const rowId = z.coerce.bigint('not-an-id').min(1n, 'not-an-id').max(LARGEST, 'not-an-id')

/** The number of an EVSE or a connector: as much as OCPP and the database take. */
export const placeNumber = z
  .number('not-a-number')
  .int('not-a-whole-number')
  .min(0, 'out-of-range')
  .max(10_000, 'out-of-range')
