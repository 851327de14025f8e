import { z } from 'zod'

const step = z.object({
  step: z
    .string()
    .meta({ description: 'ask-status, resend-profile, send-local-list, enable, unlock, soft-reset or hard-reset.' }),
  attempt: z.number().meta({ description: 'Which try it was at this station within a day.' }),
  of: z.number(),
  at: z.string(),
  outcome: z.string().nullable().meta({
    description: 'proven, unproven, refused, not-asked, or would (a dry run); null: under way.',
  }),
  why: z.string().nullable(),
})

const run = z.object({
  id: z.string(),
  playbook: z.string(),
  isDryRun: z.boolean(),
  state: z.enum(['waiting', 'asking', 'asked', 'proving', 'succeeded', 'failed', 'stopped']),
  why: z.string().nullable().meta({ description: 'The guard it waits for, or why it ended.' }),
  startedBy: z.string().nullable(),
  started: z.string(),
  ended: z.string().nullable(),
  steps: z.array(step),
})

/** A run of a playbook in a list. */
export const playbookRunSchema = run
  .extend({ faultId: z.string(), stationId: z.string().nullable() })
  .meta({ id: 'PlaybookRun' })

/** What self-recovery has to do with a fault. */
export const recoverySchema = z
  .object({
    mode: z.enum(['off', 'dry-run', 'live']).meta({ description: 'What the policy wants at this place.' }),
    isSafety: z.boolean().meta({ description: 'Only a person on the spot may clear it.' }),
    isStationUnsafe: z.boolean().meta({ description: 'Something else at the station endangers people.' }),
    playbook: z
      .object({ name: z.string(), steps: z.array(z.object({ step: z.string(), times: z.number() })) })
      .nullable()
      .meta({ description: 'null: nothing can be done about its cause from afar.' }),
    prospect: z
      .union([
        z.object({ kind: z.literal('act'), step: z.string() }),
        z.object({ kind: z.enum(['wait', 'never']), why: z.string() }),
      ])
      .nullable()
      .meta({ description: 'What a run by hand would come to now; null: the fault is closed.' }),
    runs: z.array(run),
  })
  .meta({ id: 'FaultRecovery' })
