import { HOUR_MS } from '../../kernel/time'
import { nextForgotten } from './counted'
import { defineRule, WHOLE } from './rule'

const WINDOW_MS = 6 * HOUR_MS

/** Calls to a connected station that are not answered, or that it says it failed at. Over with the first that is answered well. */
export const failedCommands = defineRule({
  name: 'failed-commands',
  needs: ['called'],
  needsLink: true,
  thresholds: { inARow: { unit: 'times', usual: 3, min: 2, max: 8 } },
  see({ calls }, { inARow }, { now }, isOpen) {
    const lately = calls.filter(({ at }) => at > now - WINDOW_MS)
    const row = lately.slice(lately.findLastIndex(({ failed }) => !failed) + 1)
    const first = row[0]
    if (first === undefined || row.length < (isOpen('failed-commands', WHOLE) ? 1 : inARow)) return []
    const actions = [...new Set(row.map(({ action }) => action))]
    return [
      { place: WHOLE, since: first.at, holdMs: 0, clearMs: 0, severity: 5, evidence: { failed: row.length, actions } },
    ]
  },
  lookAgainAt: ({ calls }, _limits, { now }) =>
    nextForgotten(
      calls.map(({ at }) => at),
      now,
      WINDOW_MS,
    ),
})
