import { HOUR_MS, MINUTE_MS } from '../../kernel/time'
import type { EvseMemory, StationMemory } from '../detector/memory'
import { connectorsAt, evsesOf } from './places'
import { defineRule, type Sighting } from './rule'

/** Less is a meter's noise. */
const NOTHING_WH = 50
/** A row of empty sessions says something for so long. */
const REMEMBERED_MS = 24 * HOUR_MS

/** Sessions in which nothing is delivered: one that runs although it says it charges, or several in a row that ended so. */
export const noEnergy = defineRule({
  name: 'no-energy',
  needs: ['status', 'session-started', 'session-ended', 'reading'],
  needsLink: true,
  thresholds: {
    after: { unit: 'minutes', usual: 20, min: 5, max: 240 },
    inARow: { unit: 'sessions', usual: 3, min: 2, max: 10 },
  },
  see(memory, { after, inARow }, { now }) {
    return evsesOf(memory).flatMap(([place, evse]): Sighting[] => {
      const running = runningEmpty(memory, place.evse, evse)
      const row = emptyRow(evse, now)
      const base = { place, clearMs: 0, severity: 4 }
      if (row.length >= inARow) {
        return [{ ...base, since: row[0]!.at, holdMs: 0, evidence: { sessions: row.length, running: false } }]
      }
      if (running === null) return []
      return [{ ...base, since: running, holdMs: after * MINUTE_MS, evidence: { sessions: row.length, running: true } }]
    })
  },
  lookAgainAt(memory, _limits, { now }) {
    const ends = evsesOf(memory).flatMap(([, evse]) => emptyRow(evse, now).map(({ at }) => at + REMEMBERED_MS))
    return ends.length === 0 ? null : Math.min(...ends)
  },
})

/** Since when a session charges nothing; null: none does. One that once had energy has a full car. */
function runningEmpty(memory: StationMemory, number: number, { session }: EvseMemory): number | null {
  if (session === null || session.energyWh >= NOTHING_WH || session.readings < 2) return null
  const charging = connectorsAt(memory, number).find(([, { status }]) => status === 'charging' || status === 'occupied')
  if (charging === undefined) return null
  // 2.x says Occupied also while the car holds back: only a session that says it charges counts, and its readings have no energy.
  return charging[1].status === 'charging' ? Math.max(charging[1].since, session.since) : null
}

const LONG_ENOUGH_SECONDS = 300

/** The newest sessions, as long as they ended empty; those who changed their mind do not count. */
function emptyRow({ outcomes }: EvseMemory, now: number): EvseMemory['outcomes'] {
  const meant = outcomes.filter(({ kind, at }) => kind !== 'left' && at > now - REMEMBERED_MS)
  const lastGood = meant.findLastIndex(({ kind }) => kind === 'good')
  return meant.slice(lastGood + 1).filter(({ seconds }) => seconds >= LONG_ENOUGH_SECONDS)
}
