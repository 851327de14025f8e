import { z } from 'zod'
import { chosenId } from '../kernel/chosen-id'

const day = z.iso.date('not-a-date')
const note = z.string().trim().max(500, 'too-long').default('')
const chosen = chosenId.optional().transform((id) => id ?? null)

/** Who is given which plan, from when to when. Problems are short words that the edges put into sentences. */
export const subscriptionSchema = z
  .object({
    planId: chosenId.refine((id) => id !== null, 'required'),
    /** Null: a token group's. */
    customerId: chosen,
    /** One of the customer's alone; all null: everything the customer charges with. */
    tokenId: chosen,
    driverId: chosen,
    vehicleId: chosen,
    groupName: z
      .string()
      .trim()
      .max(40, 'too-long')
      .nullish()
      .transform((name) => name || null),
    fromDay: day,
    /** The last day. */
    untilDay: z
      .union([z.literal(''), day])
      .nullish()
      .transform((until) => until || null),
    note,
  })
  .refine(({ fromDay, untilDay }) => untilDay === null || untilDay >= fromDay, {
    error: 'before-start',
    path: ['untilDay'],
  })
  .refine(({ customerId, groupName }) => (customerId === null) !== (groupName === null), {
    error: 'customer-or-group',
    path: ['customerId'],
  })
  .refine(
    ({ customerId, tokenId, driverId, vehicleId }) =>
      [tokenId, driverId, vehicleId].filter((id) => id !== null).length <= (customerId === null ? 0 : 1),
    { error: 'one-at-most', path: ['tokenId'] },
  )
export type SubscriptionInput = z.input<typeof subscriptionSchema>

/** Another plan from a day on. */
export const changePlanSchema = z.object({
  planId: chosenId.refine((id) => id !== null, 'required'),
  fromDay: day,
  note,
})

/** The last day; null: until further notice. */
export const endSubscriptionSchema = z.object({
  untilDay: z
    .union([z.literal(''), day])
    .nullable()
    .transform((until) => until || null),
})
