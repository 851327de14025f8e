/** Why the gateway has not sent a step in the last moment: a guard, or the station was saying something just then. */
export const HELD_BACK = ['in-use', 'authorised', 'reserved', 'unknown', 'busy'] as const
export type HeldBack = (typeof HELD_BACK)[number]

/** The word of a command's problem (lib/commands/problem.ts) for it, and back. */
export const heldProblem = <Why extends HeldBack>(why: Why) => `held-${why}` as const
export const heldBackOf = (code: string | undefined): HeldBack | null =>
  HELD_BACK.find((why) => heldProblem(why) === code) ?? null
