import type { Attempt } from './attempts'
import { attemptsAt, type SessionFact, type StationFacts } from './attempts'
import { type DayPart, type DaySeconds, dayOfEvse, secondsOf } from './day-of-evse'
import type { EvseFacts, Span } from './evse-facts'
import { type SiteAttempt, type Visit, visitsOf } from './visits'

/** All that is known of a station around one day. */
export interface StationDayFacts extends StationFacts {
  readonly station: string
  /** By EVSE. */
  readonly standing: ReadonlyMap<number, EvseFacts>
}

/** What a day of an EVSE comes to; see EvseDay in the schema. */
export interface EvseDaySums {
  readonly station: string
  readonly evse: number
  readonly seconds: DaySeconds
  /** Of the sessions that began in the day, Wh and number. */
  readonly energyWh: number
  readonly sessions: number
  readonly attempts: number
  readonly failures: Readonly<Record<string, number>>
  readonly visits: number
  readonly goodVisits: number
  readonly firstTries: number
}

/** One day of one site: its EVSEs part by part, its attempts and its visits. */
export interface SiteDay {
  readonly parts: ReadonlyMap<string, readonly DayPart[]>
  readonly attempts: readonly SiteAttempt[]
  readonly visits: readonly Visit[]
  readonly sums: readonly EvseDaySums[]
}

/** Names an EVSE of a site. */
export const evseKey = (station: string, evse: number): string => `${station}/${evse}`

/**
 * A day of all stations of a site: visits go from one station to the next, so that they are only right together. An attempt belongs
 * to the day it began on, a visit to the day and the EVSE of its first attempt.
 * @param now epoch ms, see `dayOfEvse`
 */
export function daysOfSite(stations: readonly StationDayFacts[], day: Span, now: number): SiteDay {
  const isToday = ({ from }: Pick<Attempt, 'from'>) => from >= day.from && from < day.to
  const around = stations.flatMap((facts) =>
    attemptsAt(facts).map((attempt) => ({ ...attempt, station: facts.station })),
  )
  const attempts = around.filter(isToday)
  const visits = visitsOf(around).filter((visit) => isToday(visit.attempts[0]!))
  const parts = new Map<string, readonly DayPart[]>()
  const sums: EvseDaySums[] = []
  for (const { station, evses, sessions, standing } of stations) {
    for (const evse of evses) {
      const facts = standing.get(evse)
      const ownParts = facts ? dayOfEvse(facts, day, now) : []
      parts.set(evseKey(station, evse), ownParts)
      const isHere = (place: { station: string; evse: number }) => place.station === station && place.evse === evse
      const ownVisits = visits.filter((visit) => isHere(visit.attempts[0]!))
      sums.push({
        station,
        evse,
        seconds: secondsOf(ownParts),
        ...chargesOf(sessions.filter((session) => session.evse === evse && isToday(session))),
        ...countOf(attempts.filter(isHere)),
        visits: ownVisits.length,
        goodVisits: ownVisits.filter(({ isGood }) => isGood).length,
        firstTries: ownVisits.filter(({ isFirstGood }) => isFirstGood).length,
      })
    }
  }
  return { parts, attempts, visits, sums }
}

const chargesOf = (sessions: readonly SessionFact[]) => ({
  sessions: sessions.length,
  energyWh: sessions.reduce((sum, { energyWh }) => sum + (energyWh ?? 0), 0),
})

function countOf(attempts: readonly Attempt[]) {
  const failures: Record<string, number> = {}
  for (const { outcome } of attempts) if (outcome !== 'good') failures[outcome] = (failures[outcome] ?? 0) + 1
  return { attempts: attempts.length, failures }
}
