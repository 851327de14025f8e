import { z } from 'zod'
import { idInput, stationIdField } from './fields'

const day = (description: string, example: string) =>
  z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'not-a-day')
    .refine((text) => !Number.isNaN(Date.parse(text)), 'not-a-day')
    .meta({ description, example })

export const performanceQuery = {
  from: day('The first day.', '2026-10-21'),
  to: day('The day after the last.', '2026-11-20'),
  siteId: idInput('site').optional(),
  stationId: stationIdField.optional(),
  vendor: z.string().max(100).optional(),
  model: z.string().max(100).optional(),
}

const byName = (description: string) => z.record(z.string(), z.number()).meta({ description })
const rate = (description: string) =>
  z.object({ part: z.number(), whole: z.number(), share: z.number().nullable() }).meta({ description })
const figure = z.object({
  count: z.number().int(),
  medianSeconds: z.number().nullable(),
  meanSeconds: z.number().nullable(),
  p90Seconds: z.number().nullable(),
})

export const performanceSchema = z
  .object({
    availability: rate('Seconds up of known seconds.'),
    contractAvailability: rate('The NEVI formula: excluded outage does not count.'),
    firstChargeSuccess: rate('Visits whose first attempt was a charge.'),
    visitSuccess: rate('Visits with a charge.'),
    attemptSuccess: rate('Attempts that were a charge.'),
    downSeconds: byName('Outage by cause.'),
    excludedSeconds: byName('Outage that is excluded, by reason.'),
    unknownSeconds: z.number(),
    occupiedSeconds: z.number(),
    failures: byName('Failed attempts by reason.'),
    sessions: z.number().int(),
    energyWh: z.number(),
    faults: z.object({
      opened: z.number().int(),
      detect: figure,
      acknowledge: figure,
      repair: figure,
      closed: byName('How faults ended: byItself, recovered, remote, onSite.'),
      promises: byName('kept and broken.'),
    }),
  })
  .meta({ id: 'Performance' })

export const evseDaySchema = z
  .object({
    stationId: stationIdField,
    evse: z.number().int(),
    day: z.string(),
    upSeconds: z.number(),
    downSeconds: byName('By cause.'),
    excludedSeconds: byName('By reason.'),
    sessions: z.number().int(),
    attempts: z.number().int(),
    failures: byName('By reason.'),
    visits: z.number().int(),
    goodVisits: z.number().int(),
    firstTries: z.number().int(),
    isStale: z.boolean().meta({ description: 'It is about to be worked out again.' }),
  })
  .meta({ id: 'EvseDay' })
