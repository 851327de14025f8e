import { HOUR_MS } from '../../kernel/time'
import { isEnough, nextForgotten } from './counted'
import { defineRule, WHOLE } from './rule'

/** Comes and goes: a bad modem, weak signal, two stations with one identity. */
export const flapping = defineRule({
  name: 'flapping',
  needs: ['connected', 'disconnected'],
  needsLink: false,
  thresholds: { drops: { unit: 'times', usual: 6, min: 3, max: 60 } },
  see({ link }, { drops }, { now, isOurSideDown }, isOpen) {
    const lately = link.drops.filter((at) => at > now - HOUR_MS)
    if (isOurSideDown || !isEnough(lately.length, drops, isOpen('flapping', WHOLE))) return []
    const since = lately[0] ?? now
    return [{ place: WHOLE, since, holdMs: 0, clearMs: 0, severity: 5, evidence: { drops: lately.length } }]
  },
  lookAgainAt: ({ link }, _limits, { now }) => nextForgotten(link.drops, now, HOUR_MS),
})
