/** Why nothing may be done now. Each has its words in the messages of `recovery.guard`. */
export const GUARDS = [
  'safety',
  'no-station',
  'closed',
  'off',
  'playbook-off',
  'in-hand',
  'withdrawn',
  'too-many-tries',
  'maintenance',
  'offline',
  'not-accepted',
  'updating',
  'busy',
  'in-use',
  'authorised',
  'reserved',
  'unknown',
  'back-off',
  'quiet-hours',
] as const
export type Guard = (typeof GUARDS)[number]
