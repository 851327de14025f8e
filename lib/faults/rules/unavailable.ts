import { MINUTE_MS } from '../../kernel/time'
import { placesOf } from './places'
import { defineRule } from './rule'

/** Out of service, and nobody here has taken it out of service. */
export const unavailable = defineRule({
  name: 'unavailable',
  needs: ['status', 'called'],
  needsLink: true,
  thresholds: {
    after: { unit: 'minutes', usual: 30, min: 1, max: 1440 },
    goodFor: { unit: 'minutes', usual: 2, min: 0, max: 240 },
  },
  see(memory, { after, goodFor }) {
    const isWholeAway = memory.places['0.0']?.status === 'unavailable'
    return placesOf(memory).flatMap(([place, at]) => {
      if (at.status !== 'unavailable' || (isWholeAway && place.evse !== 0)) return []
      if (memory.withdrawn.some((evse) => evse === 0 || evse === place.evse)) return []
      return [
        {
          place,
          since: at.since,
          holdFrom: Math.max(at.since, memory.restoredAt),
          holdMs: after * MINUTE_MS,
          clearMs: goodFor * MINUTE_MS,
          severity: 4,
          evidence: { info: at.info },
        },
      ]
    })
  },
})
