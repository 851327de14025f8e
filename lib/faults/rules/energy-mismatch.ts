import { evsesOf } from './places'
import { defineRule } from './rule'

/** What the meter counts is not what the power would have made of it: a wrong meter, a wrong current transformer, mixed-up units. */
export const energyMismatch = defineRule({
  name: 'energy-mismatch',
  needs: ['reading', 'session-started', 'session-ended'],
  needsLink: true,
  thresholds: { pairs: { unit: 'times', usual: 4, min: 2, max: 6 } },
  see(memory, { pairs }, { now }, isOpen) {
    return evsesOf(memory).flatMap(([place, { fits, lastReading }]) => {
      const wrong = fits.filter((fit) => !fit).length
      const needed = isOpen('energy-mismatch', place) ? 2 : pairs
      if (wrong < needed) return []
      const since = lastReading?.at ?? now
      return [{ place, since, holdMs: 0, clearMs: 0, severity: 5, evidence: { wrong, of: fits.length } }]
    })
  },
})
