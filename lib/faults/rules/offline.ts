import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../kernel/time'
import type { StationMemory } from '../detector/memory'
import { defineRule, WHOLE } from './rule'

/** Outages needed before a station's own history says more than the usual grace. */
const ENOUGH = 5
/** Outages that begin within this of the same time of day are a habit: a timer, a site that is switched off at night. */
const SAME_TIME_MS = 90 * MINUTE_MS
const HABIT_DAYS = 3

/** Away for longer than it usually is when it comes back by itself. */
export const offline = defineRule({
  name: 'offline',
  needs: ['connected', 'disconnected'],
  needsLink: false,
  thresholds: {
    grace: { unit: 'minutes', usual: 15, min: 1, max: 1440 },
    least: { unit: 'minutes', usual: 5, min: 1, max: 240 },
    most: { unit: 'minutes', usual: 60, min: 5, max: 1440 },
    backFor: { unit: 'minutes', usual: 2, min: 0, max: 240 },
  },
  see(memory, limits, { isSiteDown, isOurSideDown, foundBefore = Number.NEGATIVE_INFINITY, siteDownUntil }, isOpen) {
    const { link } = memory
    if (link.isOnline !== false) return []
    // What was away before our side was stays so; nothing new is said while nobody could have come.
    const isExcused = isOurSideDown && link.since >= foundBefore
    if (isExcused && !isSiteDown && !isOpen('offline', WHOLE)) return []
    const grace = graceOf(memory, limits)
    return [
      {
        place: WHOLE,
        since: link.since,
        holdFrom: Math.max(link.since, Math.min(siteDownUntil, siteDownUntil - grace.ms + AFTER_SITE_MS)),
        holdMs: grace.ms,
        clearMs: limits.backFor * MINUTE_MS,
        severity: 4,
        evidence: { graceMinutes: Math.round(grace.ms / MINUTE_MS), grace: grace.why },
        ...(isSiteDown ? { sameAs: { source: 'site' as const, rule: 'site-down' as const } } : {}),
      },
    ]
  },
})

/** A station that stays away when its site is back has had its grace; it has this much to come back with the others. */
const AFTER_SITE_MS = 5 * MINUTE_MS

interface GraceLimits {
  readonly grace: number
  readonly least: number
  readonly most: number
}

/**
 * What this station may be away at this time of day. Its own outages decide as soon as there are enough: half more than nine of ten
 * of them took, within limits. What happens at the same time on several days is expected to last as long as it did.
 */
export function graceOf(
  { link }: StationMemory,
  { grace, least, most }: GraceLimits,
): { readonly ms: number; readonly why: string } {
  const habitual = link.outages.filter(([from, ms]) => isSameTime(from, link.since) && ms > least * MINUTE_MS)
  const days = new Set(habitual.map(([from]) => Math.floor(from / DAY_MS)))
  if (days.size >= HABIT_DAYS) {
    const longest = Math.max(...habitual.map(([, ms]) => ms))
    return { ms: longest * 1.25 + 10 * MINUTE_MS, why: 'time-of-day' }
  }
  if (link.outages.length < ENOUGH) return { ms: grace * MINUTE_MS, why: 'usual' }
  const lengths = link.outages.map(([, ms]) => ms).sort((a, b) => a - b)
  const long = lengths[Math.floor((lengths.length - 1) * 0.9)] ?? 0
  return { ms: Math.min(most * MINUTE_MS, Math.max(least * MINUTE_MS, long * 1.5)), why: 'own-history' }
}

function isSameTime(a: number, b: number): boolean {
  const apart = Math.abs((a % DAY_MS) - (b % DAY_MS))
  return Math.min(apart, 24 * HOUR_MS - apart) <= SAME_TIME_MS
}
