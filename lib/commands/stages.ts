import type { CommandStage } from '../live/events'

/**
 * A command's life: queued by the console, sent by the gateway, then the station's own answer; `confirmed` only when the station's
 * messages prove that what was asked has happened. House rule 6.
 */
const NEXT: Readonly<Record<CommandStage, readonly CommandStage[]>> = {
  queued: ['sent', 'failed', 'expired'],
  sent: ['accepted', 'rejected', 'failed', 'timed-out', 'confirmed'],
  // Accepted is not done: the station may say later that it came to nothing.
  accepted: ['confirmed', 'failed'],
  rejected: [],
  failed: [],
  // The station may have heard us although its answer never came: its messages can still prove the command done.
  'timed-out': ['confirmed'],
  expired: [],
  confirmed: [],
}

export const mayBecome = (from: CommandStage, to: CommandStage): boolean => NEXT[from].includes(to)

/** Stages from which `to` can be reached, for a conditional update. */
export const stagesBefore = (to: CommandStage): CommandStage[] =>
  (Object.keys(NEXT) as CommandStage[]).filter((stage) => mayBecome(stage, to))

/** Nothing more will come: neither an answer nor a proof. */
export const isSettled = (stage: CommandStage): boolean => NEXT[stage].length === 0
