import { z } from 'zod'
import { number, token } from './fields'

/** What makers add to the standard, streams of monitored values, and stations that swap batteries. */
export const data = [
  z.object({
    type: z.literal('data-transfer'),
    vendorId: z.string().trim().min(1).max(255),
    messageId: z.string().trim().min(1).max(50).optional(),
    /** Text for 1.6, any JSON from 2.0.1 on. */
    data: z.unknown().optional(),
  }),
  z.object({ type: z.literal('get-streams') }),
  z.object({
    type: z.literal('adjust-stream'),
    streamId: z.number().int().min(0).max(2_147_483_647),
    intervalSeconds: number.optional(),
    /** How many values come together. */
    valueCount: number.optional(),
  }),
  z.object({ type: z.literal('request-battery-swap'), token }),
] as const
