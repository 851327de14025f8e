import { z } from 'zod'

/** The id of something chosen from a list: a bigint, its digits (a select holds text), or nothing chosen (null, ''). */
export const chosenId = z
  .union([z.literal(''), z.bigint(), z.string().regex(/^[1-9]\d{0,17}$/)], 'not-an-id')
  .nullable()
  .transform((id) => (id === null || id === '' ? null : BigInt(id)))
