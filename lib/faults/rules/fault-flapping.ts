import { HOUR_MS, MINUTE_MS } from '../../kernel/time'
import { earliest, nextForgotten } from './counted'
import { placesOf } from './places'
import { defineRule } from './rule'

/** Faulted, well, Faulted again: each too short to be a fault of its own. */
export const faultFlapping = defineRule({
  name: 'fault-flapping',
  needs: ['status', 'said'],
  needsLink: true,
  thresholds: {
    falls: { unit: 'times', usual: 3, min: 2, max: 20 },
    goodFor: { unit: 'minutes', usual: 60, min: 5, max: 720 },
  },
  see(memory, { falls, goodFor }, { now }, isOpen) {
    return placesOf(memory).flatMap(([place, at]) => {
      if (isOpen('faulted', place)) return []
      const lately = at.falls.filter((fall) => fall > now - HOUR_MS)
      const first = lately[0]
      // Once open, every fall keeps it so.
      const needed = isOpen('fault-flapping', place) ? 1 : falls
      if (first === undefined || lately.length < needed) return []
      return [
        {
          place,
          since: first,
          holdMs: 0,
          clearMs: Math.max(0, goodFor * MINUTE_MS - HOUR_MS),
          severity: 4,
          evidence: { falls: lately.length, errorCode: at.errorCode, vendorErrorCode: at.vendorErrorCode },
        },
      ]
    })
  },
  lookAgainAt: (memory, _limits, { now }) =>
    earliest(placesOf(memory).map(([, { falls }]) => nextForgotten(falls, now, HOUR_MS))),
})
