import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pool } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { startOfDay } from '../../kernel/local-day'
import { HOUR_MS } from '../../kernel/time'
import { getStationKey } from '../../stations/queries/find-station'
import type { DayPart } from '../day-of-evse'
import { daysOfSite, evseKey } from '../days-of-site'
import { factsOfRows } from '../facts-of-rows'
import { NO_SITE_ZONE } from '../zone'
import { readDayRows } from './read-day-rows'

/** An attempt to charge, as a figure's row. */
export interface AttemptRow {
  readonly evse: number
  readonly at: Date
  readonly until: Date | null
  /** `good`, or a key of the reason tree. */
  readonly outcome: string
  /** Null: there was no session, or it is not the reader's to see. */
  readonly sessionId: string | null
  /** Which of the day's visits that came by this station it belongs to, and which attempt of it; null: to one that began the day before. */
  readonly visit: { readonly number: number; readonly attempt: number; readonly isGood: boolean } | null
}

/** One day of a station, as its figures were made from it. */
export interface StationDay {
  readonly identity: string
  readonly day: string
  readonly zone: string
  readonly from: Date
  readonly to: Date
  readonly evses: readonly { readonly evse: number; readonly parts: readonly DayPart[] }[]
  readonly attempts: readonly AttemptRow[]
}

const REACH_MS = 3 * HOUR_MS

/**
 * What stands behind a day's figures: when the station was down and why, and who tried to charge. Worked out anew from the rows, by
 * the same rules. @param day `2026-11-20` @throws DomainError not-found | invalid (the day is not over)
 */
export async function getStationDay(
  actor: Actor,
  identity: string,
  day: string,
  now: Date = new Date(),
): Promise<StationDay> {
  requireAct(actor, 'stations.read')
  const station = await getStationKey(actor, identity)
  const { rows: found } = await pool().query<{ zone: string | null; ids: readonly string[] }>(SITE, [
    station.key,
    station.siteId,
  ])
  const zone = found[0]?.zone ?? NO_SITE_ZONE
  const [from, to] = [startOfDay(day, 0, zone), startOfDay(day, 1, zone)]
  if (to > now) throw new DomainError('invalid', 'The day is not over.', { day: 'not-over' })
  const reach = { from, to, since: new Date(from.getTime() - REACH_MS), until: new Date(to.getTime() + REACH_MS) }
  const facts = factsOfRows(await readDayRows(pool(), found[0]?.ids ?? [String(station.key)], reach))
  const made = daysOfSite(facts, { from: from.getTime(), to: to.getTime() }, now.getTime())
  const id = String(station.key)
  // Others of the site's are no business of this station's page.
  const visits = made.visits.filter(({ attempts }) => attempts.some((attempt) => attempt.station === id))
  const own = facts.find((known) => known.station === id)
  return {
    identity: station.identity,
    day,
    zone,
    from,
    to,
    evses: (own?.evses ?? []).map((evse) => ({ evse, parts: made.parts.get(evseKey(id, evse)) ?? [] })),
    attempts: made.attempts
      .filter((attempt) => attempt.station === id)
      .map((attempt) => {
        const number = visits.findIndex((visit) => visit.attempts.some((other) => isSame(other, attempt)))
        const visit = visits[number]
        return {
          evse: attempt.evse,
          at: new Date(attempt.from),
          until: Number.isFinite(attempt.to) ? new Date(attempt.to) : null,
          outcome: attempt.outcome,
          sessionId: attempt.sessionId,
          visit: visit
            ? {
                number: number + 1,
                attempt: visit.attempts.findIndex((other) => isSame(other, attempt)) + 1,
                isGood: visit.isGood,
              }
            : null,
        }
      }),
  }
}

type Placed = { station: string; evse: number; from: number; outcome: string; sessionId: string | null }
const isSame = (a: Placed, b: Placed): boolean =>
  a.station === b.station &&
  a.evse === b.evse &&
  a.from === b.from &&
  a.outcome === b.outcome &&
  a.sessionId === b.sessionId

/** Visits go from one station of a site to the next: all of them are read, one is told of. */
const SITE = `
  SELECT (SELECT time_zone FROM site WHERE id = $2::bigint) AS zone,
    array(SELECT id::text FROM station WHERE id = $1 OR (site_id = $2 AND registration = 'accepted')) AS ids`
