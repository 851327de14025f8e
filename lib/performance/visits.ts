import { MINUTE_MS } from '../kernel/time'
import type { Attempt } from './attempts'

/** Attempts of one driver at one site with no more than this between them are one visit. */
export const VISIT_GAP_MS = 30 * MINUTE_MS
/** A car that got nothing, and a driver who got something at the same station so soon after: the same person. */
export const SAME_PERSON_MS = 10 * MINUTE_MS

/** An attempt somewhere on a site. */
export interface SiteAttempt extends Attempt {
  /** Station id. */
  readonly station: string
}

/** Somebody came to a site to charge. Belongs to the place and time of its first attempt. */
export interface Visit {
  /** In order of time, at least one. */
  readonly attempts: readonly SiteAttempt[]
  /** At least one of its attempts was a charge. */
  readonly isGood: boolean
  /** Its first one was. */
  readonly isFirstGood: boolean
}

/** The visits that attempts at one site make up. @param attempts in any order */
export function visitsOf(attempts: readonly SiteAttempt[]): readonly Visit[] {
  const inOrder = [...attempts].sort(byTime)
  const open = new Map<string, SiteAttempt[]>()
  const visits: SiteAttempt[][] = []
  for (const attempt of inOrder) {
    const who = attempt.token ?? nextAt(attempt, inOrder)
    const visit = who === null ? undefined : open.get(who)
    if (visit && attempt.from - endOf(visit) <= VISIT_GAP_MS) visit.push(attempt)
    else {
      const made = [attempt]
      visits.push(made)
      if (who !== null) open.set(who, made)
    }
  }
  return visits.map((attempts) => ({
    attempts,
    isGood: attempts.some(({ outcome }) => outcome === 'good'),
    isFirstGood: attempts[0]?.outcome === 'good',
  }))
}

const byTime = (a: SiteAttempt, b: SiteAttempt) =>
  a.from - b.from || a.station.localeCompare(b.station) || a.evse - b.evse || a.outcome.localeCompare(b.outcome)

const endOf = (visit: readonly SiteAttempt[]): number => Math.max(...visit.map(({ to }) => to))

/** Whose car it probably was: the next driver at the station, when there is one soon after. */
function nextAt({ station, to }: SiteAttempt, inOrder: readonly SiteAttempt[]): string | null {
  const next = inOrder.find(
    (other) =>
      other.token !== null && other.station === station && other.from >= to && other.from - to <= SAME_PERSON_MS,
  )
  return next?.token ?? null
}
