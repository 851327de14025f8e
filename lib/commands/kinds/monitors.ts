import { z } from 'zod'
import { int32, key } from './fields'

/** What a monitor watches for (2.x; the last two 2.1). */
export const MONITOR_TYPES = [
  'UpperThreshold',
  'LowerThreshold',
  'Delta',
  'Periodic',
  'PeriodicClockAligned',
  'TargetDelta',
  'TargetDeltaRelative',
] as const

/** 0 danger … 9 debug. */
const severity = z.number().int().min(0).max(9)

/** What a station of 2.x watches in itself and tells of. A variable is named as in `get-configuration`. */
export const monitors = [
  z.object({
    type: z.literal('set-monitoring'),
    monitors: z
      .array(
        z.object({
          variable: key,
          /** The station's number of a monitor to replace; left out: a new one. */
          id: int32.optional(),
          kind: z.enum(MONITOR_TYPES),
          /** The threshold, the change, or the seconds between two reports. */
          value: z.number(),
          severity: severity.default(5),
          inTransaction: z.boolean().default(false),
        }),
      )
      .min(1)
      .max(100),
  }),
  z.object({ type: z.literal('clear-monitoring'), ids: z.array(int32).min(1).max(500) }),
  z.object({ type: z.literal('set-monitoring-base'), base: z.enum(['all', 'factory-default', 'hard-wired-only']) }),
  /** Events of monitors up to this severity are told of. */
  z.object({ type: z.literal('set-monitoring-level'), severity }),
  z.object({
    type: z.literal('get-monitoring-report'),
    criteria: z
      .array(z.enum(['threshold', 'delta', 'periodic']))
      .min(1)
      .max(3)
      .optional(),
    /** Components ("EVSE@1") or variables ("EVSE@1.Power"). */
    variables: z.array(key).min(1).max(100).optional(),
  }),
] as const
