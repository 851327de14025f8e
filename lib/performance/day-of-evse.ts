import type { ConnectorStatus } from '../stations/status'
import { type Absence, absencesOf } from './absences'
import {
  type EvseFacts,
  type ExclusionReason,
  type FaultSpan,
  OCCUPIED,
  type Span,
  type StatusFact,
} from './evse-facts'

/** How it was for whoever came to charge. `cause`: `offline`, `our-side`, `unavailable`, `faulted:<cause>`, `fault:<cause>`. */
export type Standing =
  | { readonly kind: 'up' }
  | { readonly kind: 'down'; readonly cause: string }
  /** Down, and left out of what a contract counts. */
  | { readonly kind: 'excluded'; readonly reason: ExclusionReason; readonly cause: string }
  /** Before the first word of it. */
  | { readonly kind: 'unknown' }

/** A part of a day in which nothing changed. */
export interface DayPart extends Span {
  readonly standing: Standing
  /** A car stood there. */
  readonly isOccupied: boolean
}

const second = (at: number): number => (Number.isFinite(at) ? Math.round(at / 1000) * 1000 : at)

/**
 * One day of one EVSE, part by part, from its first second to its last. Boundaries are whole seconds, so that the parts always add
 * up to the day, also to one of 23 or 25 hours.
 * @param now absences that are not over are as long as until now, epoch ms
 */
export function dayOfEvse(facts: EvseFacts, day: Span, now: number): readonly DayPart[] {
  const sweep = new Sweep(facts, absencesOf(facts.links, now))
  const cuts = sweep.cuts().filter((at) => at > day.from && at < day.to)
  const bounds = [day.from, ...new Set(cuts), day.to].sort((a, b) => a - b)
  const parts: DayPart[] = []
  for (let index = 0; index + 1 < bounds.length; index += 1) {
    const from = bounds[index]!
    const to = bounds[index + 1]!
    const { standing, isOccupied } = sweep.at(from)
    const last = parts.at(-1)
    if (last && last.isOccupied === isOccupied && isSame(last.standing, standing))
      parts[parts.length - 1] = { ...last, to }
    else parts.push({ from, to, standing, isOccupied })
  }
  return parts
}

const isSame = (a: Standing, b: Standing): boolean =>
  a.kind === b.kind &&
  ('cause' in a ? a.cause : null) === ('cause' in b ? b.cause : null) &&
  ('reason' in a ? a.reason : null) === ('reason' in b ? b.reason : null)

const covers = (span: Span, at: number): boolean => second(span.from) <= at && at < second(span.to)

/** Goes through a day from front to back; `at` is asked with rising instants. */
class Sweep {
  private readonly statuses: readonly StatusFact[]
  private readonly heardSince: number
  private next = 0
  private readonly places = new Map<number, StatusFact>()

  constructor(
    private readonly facts: EvseFacts,
    private readonly absences: readonly Absence[],
  ) {
    this.statuses = [...facts.statuses].sort((a, b) => a.at - b.at || a.id - b.id)
    const firsts = [
      facts.heardSince ?? Number.POSITIVE_INFINITY,
      this.statuses[0]?.at ?? Number.POSITIVE_INFINITY,
      ...facts.links.map(({ at }) => at),
      ...facts.sessions.map(({ from }) => from),
    ]
    this.heardSince = second(firsts.reduce((first, at) => Math.min(first, at), Number.POSITIVE_INFINITY))
  }

  cuts(): readonly number[] {
    const { faults, exclusions, sessions } = this.facts
    const spans: readonly Span[] = [...this.absences, ...faults, ...exclusions, ...sessions]
    return [
      this.heardSince,
      ...this.statuses.map(({ at }) => second(at)),
      ...spans.flatMap(({ from, to }) => [second(from), second(to)]),
    ]
  }

  at(at: number): Pick<DayPart, 'standing' | 'isOccupied'> {
    for (; this.next < this.statuses.length && second(this.statuses[this.next]!.at) <= at; this.next += 1) {
      const status = this.statuses[this.next]!
      this.places.set(status.connector, status)
    }
    return { standing: this.standing(at), isOccupied: this.isOccupied(at) }
  }

  private standing(at: number): Standing {
    if (at < this.heardSince) return { kind: 'unknown' }
    const cause = this.cause(at)
    if (cause === 'unknown') return { kind: 'unknown' }
    if (cause === null) return { kind: 'up' }
    const excluded = this.facts.exclusions.find((span) => covers(span, at))
    return excluded ? { kind: 'excluded', reason: excluded.reason, cause } : { kind: 'down', cause }
  }

  /** Nothing is known of a station that is away; what it last said comes after that. null: it can be used. */
  private cause(at: number): string | null {
    const absence = this.absences.find((span) => covers(span, at))
    if (absence) return absence.isOurs ? 'our-side' : 'offline'
    const open = this.facts.faults.filter((fault) => covers(fault, at)).sort((a, b) => a.severity - b.severity)
    const said = this.said()
    if (said !== null && said.status === 'faulted') return `faulted:${said.cause ?? open[0]?.cause ?? 'unknown'}`
    if (said !== null) return said.status === 'unknown' ? 'unknown' : 'unavailable'
    const outOfOrder = open.find((fault: FaultSpan) => fault.isOutOfOrder)
    return outOfOrder ? `fault:${outOfOrder.cause}` : null
  }

  /** The status that keeps everybody away: the station's, or that of all its connectors; null: there is one to charge at. */
  private said(): StatusFact | null {
    const station = this.places.get(0)
    if (station && isDown(station.status)) return station
    const connectors = [...this.places.values()].filter(({ connector }) => connector > 0)
    if (connectors.length === 0 || connectors.some(({ status }) => !isDown(status) && status !== 'unknown')) return null
    const worst = (status: ConnectorStatus) => connectors.find((place) => place.status === status)
    return worst('faulted') ?? worst('unavailable') ?? worst('unknown') ?? null
  }

  private isOccupied(at: number): boolean {
    if (this.facts.sessions.some((span) => covers(span, at))) return true
    return [...this.places.values()].some(({ connector, status }) => connector > 0 && OCCUPIED.has(status))
  }
}

const isDown = (status: ConnectorStatus): boolean => status === 'faulted' || status === 'unavailable'

/** The seconds of a day by how it stood; up + down + excluded + unknown is the length of the day. */
export interface DaySeconds {
  readonly up: number
  /** By cause. */
  readonly down: Readonly<Record<string, number>>
  /** By reason. */
  readonly excluded: Readonly<Record<string, number>>
  readonly unknown: number
  /** Of all of it, whatever the standing. */
  readonly occupied: number
}

/** Adds a day's parts up. */
export function secondsOf(parts: readonly DayPart[]): DaySeconds {
  const sum = { up: 0, unknown: 0, occupied: 0 }
  const down: Record<string, number> = {}
  const excluded: Record<string, number> = {}
  for (const { from, to, standing, isOccupied } of parts) {
    const seconds = (to - from) / 1000
    if (isOccupied) sum.occupied += seconds
    if (standing.kind === 'down') down[standing.cause] = (down[standing.cause] ?? 0) + seconds
    else if (standing.kind === 'excluded') excluded[standing.reason] = (excluded[standing.reason] ?? 0) + seconds
    else sum[standing.kind] += seconds
  }
  return { ...sum, down, excluded }
}
