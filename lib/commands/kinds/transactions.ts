import { z } from 'zod'
import { id } from './fields'

/** What OCPP 2.x stations can be told and asked about their transactions. */
export const transactions = [
  /** What has become of a session, running or ended; without one: whether anything at all still waits to be sent. */
  z.object({ type: z.literal('get-transaction-status'), sessionId: id.optional() }),
  /** Shows the driver what a running session costs so far. Without an amount: what we make it. */
  z.object({ type: z.literal('update-cost'), sessionId: id, amount: z.number().min(0).max(1e9).optional() }),
] as const
