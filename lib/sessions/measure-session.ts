import { Decimal } from '../kernel/money'
import type { Phase } from '../tariffs/idle-time'
import {
  isBlankStart,
  isImplausibleEnergy,
  lastRegister,
  type MeterState,
  meterAt,
  nextRegister,
  type RegisterValue,
} from './energy-from-register'
import type { Review } from './review-flags'
import type { EnergyReading } from './session-state'

export interface MeterFacts {
  readonly startedAt: Date
  readonly endedAt: Date | null
  /** 1.6: what the start said and was believed; null: unknown, or 2.x, where readings say it. */
  readonly saidStartWh: Decimal | null
  readonly saidStopWh: Decimal | null
  /** 1.6 starts must say it; 2.x may leave it to readings. */
  readonly isStartExpected: boolean
  readonly phases: readonly Phase[]
  readonly maxPowerW: number | null
}

export interface Measured {
  readonly meterStartWh: Decimal | null
  readonly energyWh: Decimal
  readonly isKnown: boolean
  readonly meter: MeterState | null
  /** By place in `readings`: energy since start; null: outside the session, or not believed. */
  readonly energies: readonly (Decimal | null)[]
  readonly reviews: readonly Review[]
}

const ZERO = new Decimal(0)
/** 2.x samples may carry a moment slightly before the event they came with. */
export const START_SLACK_MS = 60_000
const BEGIN = 'Transaction.Begin'
const END = 'Transaction.End'

/**
 * What a session's meter says, from all its readings at once: the same set of readings gives the same energy in whatever order they
 * came. Readings outside [start, end] are kept but never counted.
 */
export function measureSession(facts: MeterFacts, readings: readonly EnergyReading[]): Measured {
  const reviews: Review[] = []
  const energies: (Decimal | null)[] = readings.map(() => null)
  const { start, place } = startRegister(facts, readings)
  if (place !== null) energies[place] = ZERO
  const counted = inWindow(
    facts,
    readings,
    (reading) => reading.registerWh !== null && !reading.registerWh.isNegative(),
  )

  let meter = start === null ? null : meterAt(start)
  let isDerived = start !== null && facts.saidStartWh === null && facts.isStartExpected
  for (const index of counted) {
    const value = registerAt(readings[index]!)
    if (meter?.energyWh.isZero() && meter.doubted.length === 0 && isBlankStart(meter.base, value)) {
      isDerived = true
      meter = null
    }
    meter = meter === null ? meterAt(value) : nextRegister(meter, value, reviews)
    energies[index] = meter.doubted.length === 0 ? meter.energyWh : null
  }
  const meterStartWh = isDerived && counted.length > 0 ? firstOf(readings, counted, start) : (start?.registerWh ?? null)
  if (facts.endedAt !== null && facts.saidStopWh !== null && meter !== null) {
    meter = lastRegister(
      meter,
      { at: facts.endedAt.getTime(), registerWh: facts.saidStopWh },
      counted.length > 0,
      reviews,
    )
  }

  const fromRegister = meter?.energyWh ?? ZERO
  const fromIntervals = fromRegister.isZero() ? sumIntervals(facts, readings, energies) : ZERO
  const energyWh = fromIntervals.greaterThan(0) ? fromIntervals : fromRegister
  if (fromIntervals.greaterThan(0)) reviews.push({ flag: 'energy-from-intervals', detail: `${fromIntervals} Wh` })

  const isLateStart = start !== null && start.at > facts.startedAt.getTime() + START_SLACK_MS
  if (isDerived || (isLateStart && fromRegister.greaterThan(0))) {
    reviews.push({ flag: 'meter-start-derived', detail: `start taken as ${meterStartWh} Wh` })
  }
  const isKnown =
    facts.endedAt === null ||
    fromIntervals.greaterThan(0) ||
    (meter !== null && (facts.saidStopWh !== null || counted.length > (facts.saidStartWh === null ? 1 : 0))) ||
    hasBegin(facts, readings, counted) ||
    neverCharged(facts.phases)
  if (!isKnown) reviews.push({ flag: 'meter-missing', detail: `${counted.length} readings` })
  if (facts.endedAt !== null) {
    const durationMs = facts.endedAt.getTime() - facts.startedAt.getTime()
    if (isImplausibleEnergy(energyWh, durationMs, facts.maxPowerW)) {
      reviews.push({ flag: 'energy-implausible', detail: `${energyWh} Wh in ${Math.round(durationMs / 1000)} s` })
    }
  }
  return { meterStartWh, energyWh, isKnown, meter, energies, reviews }
}

/** The register at the start, as said or by the reading (at `place`) that says it is the start; else the earliest reading. */
function startRegister(
  facts: MeterFacts,
  readings: readonly EnergyReading[],
): { readonly start: RegisterValue | null; readonly place: number | null } {
  const startedAt = facts.startedAt.getTime()
  if (facts.saidStartWh !== null) return { start: { at: startedAt, registerWh: facts.saidStartWh }, place: null }
  let first: number | null = null
  let begin: number | null = null
  for (const [index, reading] of readings.entries()) {
    if (reading.registerWh === null || reading.registerWh.isNegative()) continue
    if (reading.context === BEGIN) {
      if (begin === null || isBefore(reading, readings[begin]!)) begin = index
    } else if (isInside(facts, reading) && (first === null || isBefore(reading, readings[first]!))) first = index
  }
  if (begin !== null) return { start: { at: startedAt, registerWh: readings[begin]!.registerWh! }, place: begin }
  return { start: first === null ? null : registerAt(readings[first]!), place: null }
}

/** Places of the readings that count, in time order. The register at the stop stands for itself and what came with it. */
function inWindow(
  facts: MeterFacts,
  readings: readonly EnergyReading[],
  has: (reading: EnergyReading) => boolean,
): number[] {
  const places: number[] = []
  for (const [index, reading] of readings.entries()) {
    if (reading.context !== BEGIN && has(reading) && isInside(facts, reading)) places.push(index)
  }
  return places.sort((a, b) => (isBefore(readings[a]!, readings[b]!) ? -1 : 1))
}

function isInside(facts: MeterFacts, reading: EnergyReading): boolean {
  const slack = facts.saidStartWh === null ? START_SLACK_MS : 0
  if (reading.at < facts.startedAt.getTime() - slack) return false
  if (facts.endedAt === null) return true
  const endedAt = facts.endedAt.getTime()
  if (facts.saidStopWh !== null) return reading.context !== END && reading.at < endedAt
  return reading.at <= endedAt || reading.context === END
}

function isBefore(a: EnergyReading, b: EnergyReading): boolean {
  if (a.at !== b.at) return a.at < b.at
  return a.registerWh !== null && b.registerWh !== null && a.registerWh.lessThan(b.registerWh)
}

/** Interval values of one reading context only: clock-aligned and sampled intervals cover the same energy twice. */
function sumIntervals(facts: MeterFacts, readings: readonly EnergyReading[], energies: (Decimal | null)[]): Decimal {
  const places = inWindow(
    { ...facts, saidStopWh: null },
    readings,
    (reading) => reading.intervalWh?.isPositive() ?? false,
  )
  const sampled = places.filter((index) => readings[index]!.context !== 'Sample.Clock')
  let sum = ZERO
  for (const index of sampled.length > 0 ? sampled : places) {
    sum = sum.plus(readings[index]!.intervalWh!)
    energies[index] = sum
  }
  return sum
}

const registerAt = (reading: EnergyReading): RegisterValue => ({ at: reading.at, registerWh: reading.registerWh! })

function firstOf(
  readings: readonly EnergyReading[],
  counted: readonly number[],
  start: RegisterValue | null,
): Decimal | null {
  const first = readings[counted[0]!]!
  return start !== null && !isBlankStart(start, registerAt(first)) ? start.registerWh : first.registerWh
}

/** A start reading and a later one: enough, even when both came as Transaction.Begin and Transaction.End. */
const hasBegin = (facts: MeterFacts, readings: readonly EnergyReading[], counted: readonly number[]): boolean =>
  facts.saidStartWh === null && counted.length > 0 && readings.some((reading) => reading.context === BEGIN)

/** The vehicle was plugged in and left again: nothing can have been delivered, whatever the meter did not say. */
const neverCharged = (phases: readonly Phase[]): boolean =>
  phases.length > 0 && phases.every((phase) => phase.state === 'connected' || phase.state === 'idle')
