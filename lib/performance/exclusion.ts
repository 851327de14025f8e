import { z } from 'zod'
import { DAY_MS } from '../kernel/time'
import { EXCLUSION_REASONS } from './evse-facts'

const LONGEST_MS = 366 * DAY_MS

/** Time that a contract does not count: of a site, a station or one EVSE; from and until are instants. */
export const exclusionSchema = z
  .object({
    siteId: z.bigint().positive().optional(),
    /** OCPP identity. */
    stationId: z.string().trim().min(1, 'required').max(48, 'too-long').optional(),
    evse: z.number().int().positive().optional(),
    fromAt: z.date(),
    untilAt: z.date(),
    reason: z.enum(EXCLUSION_REASONS),
    note: z.string().trim().min(1, 'required').max(500, 'too-long'),
    faultId: z.bigint().positive().optional(),
  })
  .refine(({ siteId, stationId }) => (siteId === undefined) !== (stationId === undefined), {
    path: ['stationId'],
    message: 'one-of-two',
  })
  .refine(({ evse, stationId }) => evse === undefined || stationId !== undefined, {
    path: ['evse'],
    message: 'one-of-two',
  })
  .refine(({ fromAt, untilAt }) => untilAt > fromAt, { path: ['untilAt'], message: 'before-start' })
  .refine(({ fromAt, untilAt }) => untilAt.getTime() - fromAt.getTime() <= LONGEST_MS, {
    path: ['untilAt'],
    message: 'too-long',
  })

export type ExclusionInput = z.input<typeof exclusionSchema>
