import type { CommandInput } from '../commands/command'
import { MINUTE_MS, SECOND_MS } from '../kernel/time'

/** What self-recovery can do to a station, under the names of the knowledge base's remote steps; the mildest first. */
export const STEP_NAMES = [
  'ask-status',
  'resend-profile',
  'send-local-list',
  'enable',
  'unlock',
  'soft-reset',
  'hard-reset',
] as const
export type StepName = (typeof STEP_NAMES)[number]

export interface Step {
  /** What it touches: the fault's EVSE, or everybody at the station. */
  readonly reach: 'evse' | 'station'
  /** Somebody in the middle of something would notice. */
  readonly interrupts: boolean
  /** Once the station has proven that it did it: how long the fault may take to go away. */
  readonly settleMs: number
  /** May be tried again, up to the policy's tries; false: once for a fault. */
  readonly repeats: boolean
}

export const STEPS: Readonly<Record<StepName, Step>> = {
  'ask-status': { reach: 'evse', interrupts: false, settleMs: 30 * SECOND_MS, repeats: false },
  'resend-profile': { reach: 'station', interrupts: false, settleMs: 5 * MINUTE_MS, repeats: false },
  'send-local-list': { reach: 'station', interrupts: false, settleMs: 10 * MINUTE_MS, repeats: false },
  enable: { reach: 'evse', interrupts: true, settleMs: MINUTE_MS, repeats: true },
  unlock: { reach: 'evse', interrupts: true, settleMs: 2 * MINUTE_MS, repeats: true },
  'soft-reset': { reach: 'station', interrupts: true, settleMs: 3 * MINUTE_MS, repeats: true },
  'hard-reset': { reach: 'station', interrupts: true, settleMs: 5 * MINUTE_MS, repeats: false },
}

export const isStepName = (word: string): word is StepName => (STEP_NAMES as readonly string[]).includes(word)

/** Where a fault is: EVSE 0 is the whole station, connector 0 the whole EVSE. */
export interface StepPlace {
  readonly evse: number
  readonly connector: number
}

/** The first connector there is at a place; OCPP 2.x wants one named. */
type NamedConnector = StepPlace | null

/**
 * The command of a step at a fault's place; null: it cannot be done there (only a connector can be unlocked).
 * @param first a connector of that place, when one is known
 */
export function commandOf(step: StepName, { evse, connector }: StepPlace, first: NamedConnector): CommandInput | null {
  const place = evse === 0 ? {} : { evseId: evse, ...(connector === 0 ? {} : { connectorId: connector }) }
  switch (step) {
    case 'ask-status': {
      const named = connector === 0 ? first : { evse, connector }
      return {
        type: 'trigger',
        message: 'StatusNotification',
        ...(named === null ? {} : { evseId: named.evse, connectorId: named.connector }),
      }
    }
    case 'resend-profile':
      return { type: 'restore-charging-profiles' }
    case 'send-local-list':
      return { type: 'send-local-list', update: 'full' }
    case 'enable':
      return { type: 'change-availability', ...place, operative: true }
    case 'unlock':
      return evse === 0
        ? null
        : { type: 'unlock', evseId: evse, ...(connector === 0 ? {} : { connectorId: connector }) }
    case 'soft-reset':
      return { type: 'reset', kind: 'soft' }
    case 'hard-reset':
      return { type: 'reset', kind: 'hard' }
  }
}
