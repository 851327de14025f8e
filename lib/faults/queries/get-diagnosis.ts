import type { Actor } from '../../access/actor'
import { mayDo, requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { HOME_TIME_ZONE } from '../../stations/queries/energy-today'
import { causeTitle } from '../cause-titles'
import { type CostEstimate, estimateCost } from '../diagnosis/estimate-cost'
import { reasonsFound, weighReasons } from '../diagnosis/weigh-reasons'
import { faultsInScope } from '../in-scope'
import { findCause } from '../knowledge/all-causes'
import { type Guide, type GuideReason, guideOf, partName } from '../knowledge/guide'
import { reasonOf } from '../knowledge/reasons'
import type { Language } from '../knowledge/words'
import { type EarlierFault, readEarlierFaults } from './read-earlier-faults'
import { type FrameSeen, type Moment, type PowerSeen, readFrames, readMoments, readPower } from './read-evidence'
import { type FaultPlace, readTakings, readUsualWeek } from './read-usual-week'

export interface LikelyReason extends GuideReason {
  /** 0 … 1; all of them make 1. */
  readonly likelihood: number
  /** In how many earlier faults here it was what was wrong. */
  readonly timesFound: number
}

/** An earlier fault, in words. */
export interface ShownEarlierFault extends EarlierFault {
  /** What was wrong, as far as the work tells. */
  readonly found: readonly string[]
  readonly partNames: readonly string[]
}

/** What is known of a fault: what it means, why it is likely, what has been seen, and what it costs. */
export interface Diagnosis {
  readonly guide: Omit<Guide, 'reasons'>
  /** Most likely first. */
  readonly reasons: readonly LikelyReason[]
  /** Earlier faults of this network that taught the order; 0: it is the book's. */
  readonly learntFrom: number
  readonly beganAt: Date
  readonly closedAt: Date | null
  readonly timeZone: string
  /** Oldest first; other faults by their titles. */
  readonly moments: readonly Moment[]
  /** Null: the reader may not see messages. */
  readonly frames: readonly FrameSeen[] | null
  readonly power: readonly PowerSeen[]
  /** Of the same cause: those of the same place first, then the network's; newest first. */
  readonly earlier: readonly ShownEarlierFault[]
  /** How many there are of the place, and of the network. */
  readonly earlierCount: { readonly here: number; readonly all: number }
  /** Half of them were over within so many minutes; null: none. */
  readonly medianMinutes: number | null
  /** Null: it keeps nobody from charging, or there is no history to estimate from. */
  readonly cost: (CostEstimate & { readonly currency: string | null }) | null
}

const SHOWN_EARLIER = 12

/**
 * The diagnosis of a fault in a language: the knowledge base's guide, its reasons weighed by what was found here before, the evidence
 * around its beginning, and what it costs. @throws DomainError forbidden | not-found
 */
export async function getDiagnosis(
  actor: Actor,
  faultId: bigint,
  language: Language,
  now: Date = new Date(),
): Promise<Diagnosis> {
  requireAct(actor, 'faults.read')
  const fault = await findFault(actor, faultId)
  const place: FaultPlace = { stationIds: await stationsOf(fault), evse: fault.evseNumber }
  const frame = { place, faultId, beganAt: fault.beganAt, closedAt: fault.closedAt, now }
  const [moments, frames, power, earlier, cost] = await Promise.all([
    readMoments(frame),
    mayDo(actor.role, 'messages.read') ? readFrames(frame) : null,
    place.stationIds.length === 1 ? readPower(frame) : [],
    readEarlierFaults(actor, fault, now),
    costOf(fault, place, now),
  ])
  const { reasons, ...guide } = guideOf(fault.cause, language)
  const weighed = weighReasons(fault.cause, earlier)
  const here = earlier.filter(({ stationId }) => stationId === (fault.station?.identity ?? null))
  const elsewhere = earlier.filter((one) => !here.includes(one))
  return {
    guide,
    reasons: weighed.reasons.flatMap(({ key, likelihood, timesFound }) => {
      const reason = reasons.find((one) => one.key === key)
      return reason === undefined ? [] : [{ ...reason, likelihood, timesFound }]
    }),
    learntFrom: weighed.learntFrom,
    beganAt: fault.beganAt,
    closedAt: fault.closedAt,
    timeZone: zoneOf(fault),
    moments: moments.map((moment) =>
      moment.kind === 'fault' && moment.detail !== null
        ? { ...moment, detail: causeTitle(moment.detail, language) ?? moment.detail }
        : moment,
    ),
    frames,
    power,
    earlier: [...here, ...elsewhere].slice(0, SHOWN_EARLIER).map((one) => ({
      ...one,
      found: reasonsFound(fault.cause, one).map((key) => reasonOf(key)[language]),
      partNames: [...new Set(one.parts)].map((part) => partName(part, language)),
    })),
    earlierCount: { here: here.length, all: earlier.length },
    medianMinutes: medianMinutes(earlier),
    cost,
  }
}

type Found = Awaited<ReturnType<typeof findFault>>

async function findFault(actor: Actor, id: bigint) {
  const found = await db().fault.findFirst({
    where: { id, ...faultsInScope(actor) },
    select: {
      id: true,
      cause: true,
      siteId: true,
      stationId: true,
      evseNumber: true,
      beganAt: true,
      closedAt: true,
      site: { select: { timeZone: true } },
      station: { select: { identity: true, site: { select: { timeZone: true } } } },
    },
  })
  if (found === null) throw notFound('fault', id)
  return found
}

const zoneOf = ({ station, site }: Found) => station?.site?.timeZone ?? site?.timeZone ?? HOME_TIME_ZONE

async function stationsOf({ stationId, siteId }: Found): Promise<readonly bigint[]> {
  if (stationId !== null) return [stationId]
  if (siteId === null) return []
  const stations = await db().station.findMany({ where: { siteId }, select: { id: true } })
  return stations.map(({ id }) => id)
}

async function costOf(fault: Found, place: FaultPlace, now: Date): Promise<Diagnosis['cost']> {
  // What leaves charging as it was costs no charge.
  if (findCause(fault.cause).driver === 'none') return null
  const zone = zoneOf(fault)
  const to = fault.closedAt ?? now
  const { currency, ...usual } = await readUsualWeek(place, fault.beganAt, zone)
  const happened = await readTakings(place, fault.beganAt, to, currency)
  const estimate = estimateCost({ usual, from: fault.beganAt, to, zone, happened })
  return estimate && { ...estimate, currency }
}

function medianMinutes(earlier: readonly EarlierFault[]): number | null {
  const lengths = earlier.map(({ openedAt, closedAt }) => closedAt.getTime() - openedAt.getTime()).sort((a, b) => a - b)
  const middle = lengths[Math.floor(lengths.length / 2)]
  return middle === undefined ? null : Math.round(middle / 60_000)
}
