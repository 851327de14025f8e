import { HOUR_MS, SECOND_MS } from '../../kernel/time'
import { median, nextForgotten } from './counted'
import { defineRule, WHOLE } from './rule'

const WINDOW_MS = 6 * HOUR_MS
const ENOUGH = 4

/** It answers, but late: weak signal, a controller under strain. */
export const slowCommands = defineRule({
  name: 'slow-commands',
  needs: ['called'],
  needsLink: true,
  thresholds: { latency: { unit: 'seconds', usual: 10, min: 1, max: 60 } },
  see({ calls }, { latency }, { now }, isOpen) {
    const answered = calls.filter((call) => call.at > now - WINDOW_MS && call.latencyMs !== null && !call.failed)
    const isKnown = isOpen('slow-commands', WHOLE)
    const lately = answered.slice(-5)
    const first = lately[0]
    if (first === undefined || lately.length < (isKnown ? 1 : ENOUGH)) return []
    const medianMs = median(lately.map(({ latencyMs }) => latencyMs ?? 0))
    if (medianMs < latency * SECOND_MS * (isKnown ? 0.5 : 1)) return []
    const evidence = { medianSeconds: Math.round(medianMs / 100) / 10, calls: lately.length }
    return [{ place: WHOLE, since: first.at, holdMs: 0, clearMs: 0, severity: 6, evidence }]
  },
  lookAgainAt: ({ calls }, _limits, { now }) =>
    nextForgotten(
      calls.map(({ at }) => at),
      now,
      WINDOW_MS,
    ),
})
