import { z } from 'zod'
import { PLAYBOOK_NAMES, type PlaybookName } from './playbooks'

export const RECOVERY_MODES = ['off', 'dry-run', 'live'] as const
export type RecoveryMode = (typeof RECOVERY_MODES)[number]

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not-a-time')

export const quietHoursSchema = z.object({ from: clockTime, until: clockTime })
/** In the site's own zone; past midnight when `until` is not after `from`; the same twice: never quiet. */
export type QuietHours = z.output<typeof quietHoursSchema>

export const MOST_TRIES = 5

export const recoveryPolicySchema = z.object({
  mode: z.enum(RECOVERY_MODES),
  maxTries: z.number().int().min(1, 'too-small').max(MOST_TRIES, 'too-large'),
  quietHours: quietHoursSchema.nullable(),
  /** Playbooks that are switched off. */
  playbooksOff: z.array(z.enum(PLAYBOOK_NAMES as [PlaybookName, ...PlaybookName[]])).max(PLAYBOOK_NAMES.length),
})

/** What self-recovery may do. */
export type RecoveryPolicy = z.output<typeof recoveryPolicySchema>

/** Until somebody decides: it says what it would do, and touches nothing. */
export const USUAL_POLICY: RecoveryPolicy = { mode: 'dry-run', maxTries: 2, quietHours: null, playbooksOff: [] }
