import { DAY_MS, HOUR_MS } from '../../kernel/time'
import { earliest, nextForgotten } from './counted'
import { evsesOf } from './places'
import { defineRule } from './rule'

const WINDOW_MS = 12 * HOUR_MS

/** Start after start that comes to nothing, on one EVSE, with no good one between. */
export const failedStarts = defineRule({
  name: 'failed-starts',
  needs: ['status', 'session-started', 'session-ended', 'reading', 'called'],
  needsLink: true,
  thresholds: { inARow: { unit: 'times', usual: 3, min: 2, max: 20 } },
  see(memory, { inARow }, { now }, isOpen) {
    return evsesOf(memory).flatMap(([place, { failedStarts: failed }]) => {
      // Open, it waits for a good start: silence proves nothing for a day.
      const open = isOpen('failed-starts', place)
      const lately = failed.filter((at) => at > now - (open ? DAY_MS : WINDOW_MS))
      const since = lately[0]
      if (since === undefined || lately.length < (open ? 1 : inARow)) return []
      return [{ place, since, holdMs: 0, clearMs: 0, severity: 4, evidence: { failed: lately.length } }]
    })
  },
  lookAgainAt: (memory, _limits, { now }) =>
    earliest(
      evsesOf(memory).flatMap(([, { failedStarts: failed }]) => [
        nextForgotten(failed, now, WINDOW_MS),
        nextForgotten(failed, now, DAY_MS),
      ]),
    ),
})
