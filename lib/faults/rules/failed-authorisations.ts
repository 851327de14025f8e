import { HOUR_MS } from '../../kernel/time'
import { nextForgotten } from './counted'
import { defineRule, WHOLE } from './rule'

const WINDOW_MS = 6 * HOUR_MS

/** Several people in a row are refused, and nobody is let in: a reader that misreads, tokens that never reached us. */
export const failedAuthorisations = defineRule({
  name: 'failed-authorisations',
  needs: ['authorised', 'session-started'],
  needsLink: true,
  thresholds: {
    refused: { unit: 'times', usual: 5, min: 2, max: 30 },
    tokens: { unit: 'times', usual: 3, min: 1, max: 20 },
  },
  see({ refusals }, { refused, tokens }, { now }, isOpen) {
    const lately = refusals.filter(({ at }) => at > now - WINDOW_MS)
    const first = lately[0]
    const different = new Set(lately.map(({ token }) => token)).size
    const isStill = isOpen('failed-authorisations', WHOLE) && first !== undefined
    if (first === undefined || (!isStill && (lately.length < refused || different < tokens))) return []
    const evidence = { refused: lately.length, tokens: different }
    return [{ place: WHOLE, since: first.at, holdMs: 0, clearMs: 0, severity: 5, evidence }]
  },
  lookAgainAt: ({ refusals }, _limits, { now }) =>
    nextForgotten(
      refusals.map(({ at }) => at),
      now,
      WINDOW_MS,
    ),
})
