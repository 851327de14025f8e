import { DAY_MS, HOUR_MS } from '../../kernel/time'
import type { FactOf } from './fact'
import { countGood, newHabit } from './habit'
import { type EvseMemory, type Outcome, recent, type StationMemory } from './memory'

/** From here on something was charged (domain: energy threshold of a success, 0.1 kWh). */
export const GOOD_WH = 100
const OUTCOMES_KEPT = 8
/** Shorter is a driver who changed their mind. */
const LEFT_SECONDS = 60

export const blankEvse = (at: number): EvseMemory => ({
  session: null,
  lastReading: null,
  fits: [],
  jumps: [],
  jumpedIn: null,
  outcomes: [],
  failedStarts: [],
  lastGoodAt: null,
  habit: newHabit(at),
})

export const failStart = (evse: EvseMemory, at: number): EvseMemory => ({
  ...evse,
  failedStarts: recent([...evse.failedStarts, at], at, DAY_MS, 20),
})

/** Something was charged: whatever failed before is over. */
export const succeed = (evse: EvseMemory, at: number): EvseMemory => ({
  ...evse,
  failedStarts: [],
  lastGoodAt: at,
  habit: countGood(evse.habit, at),
})

export const withEvse = (memory: StationMemory, number: number, evse: EvseMemory): StationMemory => ({
  ...memory,
  evses: { ...memory.evses, [number]: evse },
})

export const evseOf = (memory: StationMemory, number: number, at: number): EvseMemory =>
  memory.evses[number] ?? blankEvse(at)

export function rememberStart(memory: StationMemory, fact: FactOf<'session-started'>): StationMemory {
  const evse = evseOf(memory, fact.evse, fact.receivedAt)
  const isKnown = evse.session?.id === fact.session || evse.outcomes.some(({ session }) => session === fact.session)
  if (isKnown) return memory
  const session = { id: fact.session, since: fact.receivedAt, energyWh: 0, readings: 0 }
  const refusals = fact.isAccepted ? [] : memory.refusals
  return { ...withEvse(memory, fact.evse, { ...evse, session }), refusals }
}

export function rememberEnd(memory: StationMemory, fact: FactOf<'session-ended'>): StationMemory {
  const at = fact.receivedAt
  const before = evseOf(memory, fact.evse, at)
  const known = before.outcomes.find(({ session }) => session === fact.session)
  const wasGood = known?.kind === 'good' || (before.session?.id === fact.session && before.session.energyWh >= GOOD_WH)
  const outcome: Outcome = {
    session: fact.session,
    at: known?.at ?? at,
    seconds: fact.seconds,
    energyWh: fact.energyWh,
    kind: kindOf(fact),
  }
  const outcomes = [...before.outcomes.filter(({ session }) => session !== fact.session), outcome].slice(-OUTCOMES_KEPT)
  const session = before.session?.id === fact.session ? null : before.session
  let evse: EvseMemory = withFlags({ ...before, session, outcomes }, fact)
  if (outcome.kind === 'good' && !wasGood) evse = succeed(evse, at)
  if (outcome.kind === 'empty' && known === undefined && isFailedStart(fact)) evse = failStart(evse, at)
  return withEvse(memory, fact.evse, evse)
}

function kindOf({ energyWh, seconds, isAccepted, stopReason }: FactOf<'session-ended'>): Outcome['kind'] {
  if (energyWh >= GOOD_WH) return 'good'
  return seconds < LEFT_SECONDS || !isAccepted || stopReason === 'DeAuthorized' ? 'left' : 'empty'
}

/** A long stay without energy is a car that wants none, or a fault of its own (`no-energy`); a short one was a start that failed. */
const isFailedStart = ({ seconds }: FactOf<'session-ended'>) => seconds < 300

const JUMP_FLAGS = new Set(['register-jump', 'register-backwards'])

/** What the gateway found when it put the session's readings together, once per session. */
function withFlags(evse: EvseMemory, { flags, session, receivedAt }: FactOf<'session-ended'>): EvseMemory {
  const hasJumped = flags.some((flag) => JUMP_FLAGS.has(flag)) && evse.jumpedIn !== session
  const fits = flags.includes('energy-implausible') ? [...evse.fits, false, false].slice(-6) : evse.fits
  if (!hasJumped) return { ...evse, fits }
  return { ...evse, fits, jumpedIn: session, jumps: recent([...evse.jumps, receivedAt], receivedAt, DAY_MS, 20) }
}

/** One card shown ten times is one person with the wrong card: tokens are told apart. */
export function rememberToken(memory: StationMemory, fact: FactOf<'authorised'>): StationMemory {
  if (fact.isAccepted) return memory.refusals.length === 0 ? memory : { ...memory, refusals: [] }
  const refusals = [...memory.refusals, { at: fact.receivedAt, token: fact.token }]
  return { ...memory, refusals: refusals.filter(({ at }) => at > fact.receivedAt - 24 * HOUR_MS).slice(-30) }
}
