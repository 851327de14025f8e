import { DAY_MS } from '../../kernel/time'
import { expectedBetween, habitDays, habitSessions, missedManyAt } from '../detector/habit'
import type { EvseMemory, StationMemory } from '../detector/memory'
import { earliest } from './counted'
import { connectorsAt, evsesOf } from './places'
import { defineRule } from './rule'

/** A habit needs history. */
const ENOUGH_DAYS = 10
const ENOUGH_SESSIONS = 15

/**
 * Looks healthy, and nobody has charged there for so long that its own history cannot explain it. Where people tried and failed fewer
 * missed sessions are enough; where every EVSE of the station is as quiet it is a holiday rather than a fault, unless somebody tried.
 */
export const nobodySucceeds = defineRule({
  name: 'nobody-succeeds',
  needs: ['status', 'session-started', 'session-ended', 'reading'],
  needsLink: true,
  thresholds: {
    missed: { unit: 'sessions', usual: 15, min: 5, max: 100 },
    tried: { unit: 'sessions', usual: 6, min: 2, max: 50 },
  },
  see(memory, limits, { now }) {
    return evsesOf(memory).flatMap(([place, evse]) => {
      const { lastGoodAt, habit } = evse
      if (lastGoodAt === null || !isHealthy(memory, place.evse) || !isHabit(evse, lastGoodAt)) return []
      const needed = neededOf(memory, place.evse, evse, limits)
      const missed = expectedBetween(habit, lastGoodAt, now)
      if (missed < needed) return []
      const evidence = {
        expected: Math.round(missed),
        tried: evse.failedStarts.length,
        days: Math.round((now - lastGoodAt) / DAY_MS),
      }
      return [{ place, since: lastGoodAt, holdMs: 0, clearMs: 0, severity: 4, evidence }]
    })
  },
  lookAgainAt: (memory, limits, { now }) =>
    earliest(
      evsesOf(memory).map(([place, evse]) => {
        if (evse.lastGoodAt === null || !isHabit(evse, evse.lastGoodAt)) return null
        const at = missedManyAt(evse.habit, evse.lastGoodAt, neededOf(memory, place.evse, evse, limits))
        return at !== null && at > now ? at : null
      }),
    ),
})

const isHabit = ({ habit }: EvseMemory, at: number) =>
  habitDays(habit, at) >= ENOUGH_DAYS && habitSessions(habit) >= ENOUGH_SESSIONS

interface Missed {
  readonly missed: number
  readonly tried: number
}

/** Fewer when somebody tried since; twice as many when the other EVSEs are just as quiet. */
function neededOf({ evses }: StationMemory, number: number, evse: EvseMemory, { missed, tried }: Missed): number {
  if (evse.failedStarts.length > 0) return tried
  const others = Object.entries(evses).filter(([key, other]) => Number(key) !== number && other.lastGoodAt !== null)
  const areBusy = others.some(([, other]) => (other.lastGoodAt ?? 0) > (evse.lastGoodAt ?? 0))
  return others.length === 0 || areBusy ? missed : 2 * missed
}

const HEALTHY = new Set(['available', 'occupied', 'preparing', 'reserved'])

const isHealthy = (memory: StationMemory, evse: number) =>
  !memory.withdrawn.some((number) => number === 0 || number === evse) &&
  connectorsAt(memory, evse).some(([, { status }]) => HEALTHY.has(status))
