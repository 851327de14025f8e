import { profileIdFor, type Schedule } from '../charging-limits/charging-profile'
import type { CommandInput } from '../commands/command'
import type { OcppVersion } from '../ocpp-schemas/official'
import { compareSettings, type SaidSetting } from './compare-settings'
import type { OfflinePolicy } from './offline-policy'
import { keysToRead, wantedSettings } from './wanted-settings'

/**
 * A station is brought to its policy in a round of steps that only goes forwards: read its settings, set those that differ, see to
 * the safe profile, done. A refusal is met once a round; the next round begins when the station boots or the policy changes.
 */
export const STEPS = ['ask', 'set', 'profile', 'done'] as const
export type Step = (typeof STEPS)[number]

export interface StationNow {
  readonly protocol: OcppVersion
  readonly policy: OfflinePolicy
  readonly said: readonly SaidSetting[]
  /** The safe profile it holds; null: none. */
  readonly profile: Schedule | null
}

export interface NextStep {
  readonly step: Step
  /** None: the step needs nothing from the station. */
  readonly command: CommandInput | null
}

/** What to do after `last` (null: the round begins). */
export function nextStep(last: Step | null, now: StationNow): NextStep {
  if (last === null) return { step: 'ask', command: askCommand(now) }
  if (last === 'ask') {
    const command = setCommand(now)
    if (command) return { step: 'set', command }
  }
  if (last === 'ask' || last === 'set') {
    const command = profileCommand(now)
    if (command) return { step: 'profile', command }
  }
  return { step: 'done', command: null }
}

function askCommand({ protocol, policy }: StationNow): CommandInput | null {
  const isAboutSettings = wantedSettings(policy, protocol).length > 0
  return isAboutSettings ? { type: 'get-configuration', keys: [...keysToRead(protocol)] } : null
}

function setCommand({ protocol, policy, said }: StationNow): CommandInput | null {
  const values = compareSettings(wantedSettings(policy, protocol), said)
    .filter(({ standing }) => standing === 'differs')
    .map(({ key, value }) => ({ key, value }))
  return values.length === 0 ? null : { type: 'set-configuration', values }
}

/** The lowest place of the stack: whatever anybody else says about a session stands above it. */
const STACK_LEVEL = 0
export const SAFE_PROFILE_ID = profileIdFor('tx-default', 0, STACK_LEVEL)

function profileCommand({ policy, profile }: StationNow): CommandInput | null {
  if (policy.safeCurrentA === null) return null
  if (profile !== null && safeCurrentOf(profile) === policy.safeCurrentA) return null
  return {
    type: 'set-charging-profile',
    profile: {
      purpose: 'tx-default',
      kind: 'relative',
      stackLevel: STACK_LEVEL,
      schedule: { unit: 'A', periods: [{ startSeconds: 0, limit: policy.safeCurrentA }] },
    },
  }
}

/** The one limit of a safe profile, A per phase; null when it is another kind of profile. */
export function safeCurrentOf({ unit, periods, durationSeconds }: Schedule): number | null {
  const [only, ...others] = periods
  return unit === 'A' && durationSeconds === null && others.length === 0 ? (only?.limit ?? null) : null
}
