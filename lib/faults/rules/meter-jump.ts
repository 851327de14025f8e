import { DAY_MS } from '../../kernel/time'
import { earliest, nextForgotten } from './counted'
import { evsesOf } from './places'
import { defineRule } from './rule'

/** The register falls within a session, or rises faster than the connector can deliver. */
export const meterJump = defineRule({
  name: 'meter-jump',
  needs: ['reading', 'session-started', 'session-ended'],
  needsLink: false,
  thresholds: { jumps: { unit: 'times', usual: 2, min: 1, max: 20 } },
  see(memory, { jumps }, { now }, isOpen) {
    return evsesOf(memory).flatMap(([place, evse]) => {
      const lately = evse.jumps.filter((at) => at > now - DAY_MS)
      const since = lately[0]
      if (since === undefined || lately.length < (isOpen('meter-jump', place) ? 1 : jumps)) return []
      return [{ place, since, holdMs: 0, clearMs: 0, severity: 5, evidence: { jumps: lately.length } }]
    })
  },
  lookAgainAt: (memory, _limits, { now }) =>
    earliest(evsesOf(memory).map(([, { jumps }]) => nextForgotten(jumps, now, DAY_MS))),
})
