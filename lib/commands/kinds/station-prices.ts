import { z } from 'zod'
import { id, number } from './fields'

/** An EVSE, or 0 for all of the station's. */
const evseOrAll = z.number().int().min(0).max(9_999)
const tariffVersion = z.number().int().min(1).max(1_000_000).optional()

/** Prices that stations work out and show by themselves, and payments at the station, from 2.1 on. */
export const stationPrices = [
  z.object({
    type: z.literal('set-default-tariff'),
    /** One of our tariffs; without a version its newest. */
    tariffId: id,
    version: tariffVersion,
    evseId: evseOrAll.default(0),
  }),
  z.object({ type: z.literal('change-transaction-tariff'), sessionId: id, tariffId: id, version: tariffVersion }),
  z.object({ type: z.literal('get-tariffs'), evseId: evseOrAll.default(0) }),
  z.object({
    type: z.literal('clear-tariffs'),
    /** As the station knows them; absent: all. */
    tariffKeys: z.array(z.string().trim().min(1).max(60)).min(1).max(100).optional(),
    evseId: evseOrAll.optional(),
  }),
  z.object({
    type: z.literal('web-payment-started'),
    evseId: number,
    /** After this no payment is to be expected any more. */
    timeoutSeconds: z.number().int().min(1).max(3_600),
  }),
] as const
