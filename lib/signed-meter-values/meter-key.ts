import { z } from 'zod'

/** A meter's public key as people give it. */
export const meterKeySchema = z.object({
  /** 0: of every EVSE of the station. */
  evse: z.number().int().min(0).max(9999),
  publicKey: z.string().trim().min(1, 'required').max(2000, 'too-long'),
})
export type MeterKeyInput = z.input<typeof meterKeySchema>
