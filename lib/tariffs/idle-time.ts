import type { ChargingState } from '../live/events'
import type { Stretch } from './usage'

/** When a session's charging state changed. */
export interface Phase {
  readonly at: Date
  readonly state: ChargingState
}

/** Milliseconds of a session by what the vehicle was doing, and the stretches of each, half-open [from, to). */
export interface TimeUse {
  /** Charging, or willing to but held back by the station (load balancing, SuspendedEVSE). */
  readonly chargingMs: number
  readonly charging: readonly Stretch[]
  readonly idle: readonly Stretch[]
  /** When charging first began, and when it was last over; null when it never began. */
  readonly chargedFrom: number | null
  readonly chargedTo: number | null
}

/** At the same instant the order in which a charge normally goes, so that the result never depends on the order of arrival. */
const USUAL_ORDER: readonly ChargingState[] = ['connected', 'charging', 'suspended-evse', 'suspended-ev', 'idle']

export function inOrder(phases: readonly Phase[]): readonly Phase[] {
  if (phases.length < 2) return phases
  return [...phases].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || USUAL_ORDER.indexOf(a.state) - USUAL_ORDER.indexOf(b.state),
  )
}

/**
 * Sorts a session's time into charging, idling and neither.
 * Idle is "vehicle not requesting power" (OCPI 2.3.0 ed. 2): suspended by the vehicle, or still plugged in after the charge. A pause
 * made by the station is charging time, never idling. Before the first charge, `connected` (waiting to be authorised) and `idle`
 * (authorised, not plugged in yet) are neither. A station that never said any state is taken to have charged throughout.
 */
export function timeUse(startedAt: Date, until: Date, phases: readonly Phase[]): TimeUse {
  const start = startedAt.getTime()
  const end = Math.max(start, until.getTime())
  const states: readonly Phase[] = phases.length > 0 ? inOrder(phases) : [{ at: startedAt, state: 'charging' }]
  const charging: Stretch[] = []
  const idle: Stretch[] = []
  let chargingMs = 0
  let chargedFrom: number | null = null
  let chargedTo: number | null = null
  for (let index = 0; index < states.length; index += 1) {
    const { at, state } = states[index]!
    const from = Math.min(end, Math.max(start, at.getTime()))
    const next = states[index + 1]
    const to = next ? Math.min(end, Math.max(start, next.at.getTime())) : end
    if (state === 'charging' || state === 'suspended-evse') {
      if (to > from) {
        chargingMs += to - from
        charging.push({ from, to, ms: to - from })
        chargedFrom ??= from
        chargedTo = to
      }
    } else if (state === 'suspended-ev' || chargedFrom !== null) {
      if (to > from) idle.push({ from, to, ms: to - from })
    }
  }
  return { chargingMs, charging, idle, chargedFrom, chargedTo }
}

/** The part of the idling that is left when the first `graceMs` of all idling together are free. */
export function idleAfterGrace(
  idle: TimeUse['idle'],
  graceMs: number,
): { readonly idleMs: number; readonly from: number; readonly to: number } | null {
  let free = graceMs
  let idleMs = 0
  let first: number | null = null
  let last = 0
  for (const { from, to } of idle) {
    const given = Math.min(free, to - from)
    free -= given
    if (to - from > given) {
      idleMs += to - from - given
      first ??= from + given
      last = to
    }
  }
  return first === null ? null : { idleMs, from: first, to: last }
}
