import { z } from 'zod'
import { PLAYBOOK_NAMES, type PlaybookName } from './playbooks'
import { MOST_TRIES, RECOVERY_MODES } from './policy'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not-a-time')

export const quietHoursSchema = z.object({ from: clockTime, until: clockTime })

/** A policy as people write it. */
export const recoveryPolicySchema = z.object({
  mode: z.enum(RECOVERY_MODES),
  maxTries: z.number().int().min(1, 'too-small').max(MOST_TRIES, 'too-large'),
  quietHours: quietHoursSchema.nullable(),
  playbooksOff: z
    .array(z.enum(PLAYBOOK_NAMES as [PlaybookName, ...PlaybookName[]]))
    .max(PLAYBOOK_NAMES.length)
    .readonly(),
})
