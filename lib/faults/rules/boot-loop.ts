import { HOUR_MS } from '../../kernel/time'
import { isEnough, nextForgotten } from './counted'
import { defineRule, WHOLE } from './rule'

/** Boots again and again without being asked to. */
export const bootLoop = defineRule({
  name: 'boot-loop',
  needs: ['boot', 'called', 'firmware'],
  needsLink: false,
  thresholds: { boots: { unit: 'times', usual: 4, min: 2, max: 30 } },
  see({ link }, { boots }, { now }, isOpen) {
    const lately = link.boots.filter((at) => at > now - HOUR_MS)
    if (!isEnough(lately.length, boots, isOpen('boot-loop', WHOLE))) return []
    const since = lately[0] ?? now
    return [{ place: WHOLE, since, holdMs: 0, clearMs: 0, severity: 4, evidence: { boots: lately.length } }]
  },
  lookAgainAt: ({ link }, _limits, { now }) => nextForgotten(link.boots, now, HOUR_MS),
})
