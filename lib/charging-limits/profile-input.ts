import { z } from 'zod'

const seconds = z.number().int().min(0).max(31_622_400)

const schedule = z
  .object({
    unit: z.enum(['A', 'W']),
    /** Absent: from now for an absolute profile, from the start of charging for a relative one. */
    startAt: z.iso.datetime({ offset: true }).optional(),
    durationSeconds: seconds.min(1).optional(),
    periods: z
      .array(
        z.object({
          startSeconds: seconds,
          limit: z.number().min(0).max(10_000_000),
          phases: z.number().int().min(1).max(3).optional(),
        }),
      )
      .min(1)
      .max(1024),
  })
  .superRefine(({ periods }, context) => {
    if (periods[0]?.startSeconds !== 0) {
      context.addIssue({ code: 'custom', path: ['periods', 0, 'startSeconds'], message: 'must be 0' })
    }
    for (let index = 1; index < periods.length; index += 1) {
      if (periods[index]!.startSeconds <= periods[index - 1]!.startSeconds) {
        context.addIssue({ code: 'custom', path: ['periods', index, 'startSeconds'], message: 'must come later' })
      }
    }
  })

/** What a person or program may ask a station to hold. Limits of 1 to 5 A become 0; more digits than one are cut off. */
export const profileInput = z.object({
  /** Absent: chosen by purpose, place and stack level, so that the same again replaces it. */
  id: z.number().int().min(1).max(2_147_483_647).optional(),
  stackLevel: z.number().int().min(0).max(9_999).default(0),
  purpose: z.enum(['station-max', 'tx-default', 'tx']),
  kind: z.enum(['absolute', 'recurring-daily', 'recurring-weekly', 'relative']).default('absolute'),
  validFrom: z.iso.datetime({ offset: true }).optional(),
  validTo: z.iso.datetime({ offset: true }).optional(),
  schedule,
})
export type ProfileInput = z.output<typeof profileInput>

/** A profile that goes with a start: always for that one session. */
export const startProfileInput = profileInput.omit({ purpose: true })
export type StartProfileInput = z.output<typeof startProfileInput>
