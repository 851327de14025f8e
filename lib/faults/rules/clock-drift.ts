import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../kernel/time'
import { median, nextForgotten } from './counted'
import { defineRule, WHOLE } from './rule'

const ENOUGH = 4

/**
 * The station's clock is wrong and stays so. Old times can be queued messages told late, so a clock is behind only when none of its
 * newest times was nearer; it is ahead when most of them are.
 */
export const clockDrift = defineRule({
  name: 'clock-drift',
  needs: ['clock'],
  needsLink: true,
  thresholds: { off: { unit: 'seconds', usual: 120, min: 10, max: 86_400 } },
  see({ clock }, { off }, { now }, isOpen) {
    const lately = clock.filter(([at]) => at > now - DAY_MS)
    const first = lately[0]
    if (first === undefined) return []
    const offsets = lately.map(([, offset]) => offset)
    // Open, it must come well within to be right again, and its newest times say so.
    const open = isOpen('clock-drift', WHOLE)
    const offsetMs = offOf(offsets.slice(-3))
    if (Math.abs(offsetMs) < (off / 2) * SECOND_MS) return []
    if (!open && (lately.length < ENOUGH || Math.abs(offOf(offsets.slice(-8))) < off * SECOND_MS)) return []
    const isZone = Math.abs(offsetMs) > 50 * MINUTE_MS && Math.abs(offsetMs % (30 * MINUTE_MS)) < 2 * MINUTE_MS
    const evidence = { offsetSeconds: Math.round(offsetMs / SECOND_MS), looksLikeZone: isZone }
    return [{ place: WHOLE, since: first[0], holdMs: 0, clearMs: 0, severity: 6, evidence }]
  },
  lookAgainAt: ({ clock }, _limits, { now }) =>
    nextForgotten(
      clock.map(([at]) => at),
      now,
      DAY_MS,
    ),
})

/** How far it is off, milliseconds: behind by the nearest, ahead by the middle one. */
function offOf(offsets: readonly number[]): number {
  const nearest = Math.max(...offsets)
  return nearest < 0 ? nearest : Math.max(0, median(offsets))
}
