import type { SaidTime, Sample } from '../lib/sessions/session-message'

/** One measured value, already out of its OCPP version: a number in `unit` (null: not said), or unusable (NaN, signed data). */
export interface Measured {
  readonly measurand: string
  readonly phase: string | null
  readonly location: string
  readonly context: string
  readonly value: number
  readonly unit: string | null
  /** As the station sent it: what we have no column for is kept like this. */
  readonly sent: Readonly<Record<string, unknown>>
}

const DEFAULT_LOCATION = 'Outlet'
const ENERGY: Units = { standard: 'wh', factors: { wh: 1, kwh: 1000, mwh: 1e6 }, limit: 1e12 }
const POWER: Units = { standard: 'w', factors: { w: 1, kw: 1000, mw: 1e6 }, limit: 1e10 }
const CURRENT: Units = { standard: 'a', factors: { a: 1, ma: 0.001 }, limit: 1e5 }
const VOLTAGE: Units = { standard: 'v', factors: { v: 1, kv: 1000 }, limit: 1e5 }
const PERCENT: Units = { standard: 'percent', factors: { percent: 1, '%': 1 }, limit: 100.001 }

interface Units {
  readonly standard: string
  readonly factors: Readonly<Record<string, number>>
  /** Larger than any meter says: not a measurement, and no column could hold it. */
  readonly limit: number
}

/**
 * The values of one sampling moment as Samples, one per reading context: a Growatt puts the register of Transaction.Begin beside
 * the present one in every message (SPEC T-19), and they must not be mixed.
 */
export function gatherSamples(at: SaidTime, values: readonly Measured[]): Sample[] {
  const contexts = new Map<string, Measured[]>()
  for (const value of values) {
    const same = contexts.get(value.context)
    if (same === undefined) contexts.set(value.context, [value])
    else same.push(value)
  }
  return [...contexts].map(([context, same]) => gather(at, context, same))
}

function gather(at: SaidTime, context: string, values: readonly Measured[]): Sample {
  const used = new Set<Measured>()
  const energy = overPhases(pick(values, 'Energy.Active.Import.Register', ENERGY, used))
  const power = overPhases(pick(values, 'Power.Active.Import', POWER, used))
  const soc = pick(values, 'SoC', PERCENT, used)
  // Kept as sent beside it: it is only used for meters that have no register.
  const interval = overPhases(pick(values, 'Energy.Active.Import.Interval', ENERGY, new Set()))
  return {
    at,
    context,
    registerWh: energy.value,
    isPhaseSum: energy.isSum,
    intervalWh: interval.value ?? undefined,
    powerW: power.value,
    currentA: perPhase(pick(values, 'Current.Import', CURRENT, used)),
    voltageV: perPhase(pick(values, 'Voltage', VOLTAGE, used)),
    socPercent: soc.get('') ?? null,
    extra: values.filter((value) => !used.has(value)).map((value) => value.sent),
  }
}

/** One measurand by phase ('' = all together), the outlet's own values first. What is picked is marked as used. */
function pick(values: readonly Measured[], measurand: string, units: Units, used: Set<Measured>): Map<string, number> {
  const byPhase = new Map<string, number>()
  const ours = values.filter((value) => value.measurand === measurand)
  ours.sort((a, b) => Number(b.location === DEFAULT_LOCATION) - Number(a.location === DEFAULT_LOCATION))
  for (const value of ours) {
    const phase = phaseOf(value.phase)
    const scaled = scale(value, units)
    if (phase === null || scaled === null || byPhase.has(phase)) continue
    byPhase.set(phase, scaled)
    used.add(value)
  }
  return byPhase
}

function scale({ value, unit }: Measured, units: Units): number | null {
  const factor = units.factors[(unit ?? units.standard).trim().toLowerCase() || units.standard]
  if (factor === undefined || !Number.isFinite(value)) return null
  const scaled = round3(value * factor)
  return Math.abs(scaled) < units.limit ? scaled : null
}

/** Line-to-line values and the neutral say nothing about one phase. */
function phaseOf(phase: string | null): string | null {
  if (phase === null || phase === '') return ''
  return /^L[123](-N)?$/.test(phase) ? phase.slice(0, 2) : null
}

/** The total as sent; the sum of the phases only when no total was. Never both: that would double the energy. */
function overPhases(byPhase: Map<string, number>): { value: number | null; isSum: boolean } {
  const total = byPhase.get('')
  if (total !== undefined) return { value: total, isSum: false }
  if (byPhase.size === 0) return { value: null, isSum: false }
  return { value: round3([...byPhase.values()].reduce((sum, value) => sum + value, 0)), isSum: true }
}

/** A value without a phase (DC, one-phase stations) stands in the first place. */
function perPhase(byPhase: Map<string, number>): [number | null, number | null, number | null] {
  return [byPhase.get('L1') ?? byPhase.get('') ?? null, byPhase.get('L2') ?? null, byPhase.get('L3') ?? null]
}

/** Thousandths are what we store; more digits would only be noise from binary fractions (1.005 kWh × 1000). */
const round3 = (value: number): number => Math.round(value * 1000) / 1000
