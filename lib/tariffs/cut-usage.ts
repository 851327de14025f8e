import { clockInstants, localTime } from '../kernel/local-clock'
import { Decimal } from '../kernel/money'
import { SECOND_MS } from '../kernel/time'
import type { Condition, Moment, Range } from './restrictions'
import { amountUntil, energyUntil, instantOfEnergy, type Usage } from './usage'

/** A part of a session in which every condition of its tariff is either met throughout or not at all. Half-open, but for the last. */
export interface Slice {
  readonly from: number
  readonly to: number
  /** Energy since the session began; null when the meter is not known. */
  readonly fromWh: Decimal | null
  readonly toWh: Decimal | null
  /** The whole of it is time the place was held for. */
  readonly isReserved: boolean
  /** How things stood when it began; null for an uncut session, where nothing is asked. */
  readonly moment: Moment | null
}

const ZERO = new Decimal(0)

/** The session in one piece, for prices that always hold. */
export function wholeOf(usage: Usage): Slice {
  const known = usage.energyWh !== null
  const { start: from, end: to } = usage
  return { from, to, fromWh: known ? ZERO : null, toWh: usage.energyWh, isReserved: false, moment: null }
}

/**
 * Cuts a session wherever one of its tariff's conditions may begin or cease to hold: at times of day and midnights of the site (and
 * where its clocks are set), so many seconds or kWh into it, where a reservation ends, and where current or power changes. Energy is
 * interpolated between the nearest readings.
 */
export function cutUsage(usage: Usage, conditions: readonly Condition[]): readonly Slice[] {
  const { start, end, timeZone } = usage
  const isKnown = usage.energyWh !== null
  const instants = new Set<number>()
  const exactWh = new Map<number, number>()
  const cutAt = (at: number | null) => {
    if (at !== null && at > start && at < end) instants.add(at)
  }
  const needsClock = conditions.some((condition) => condition.needsClock)
  const needsPower = conditions.some((condition) => condition.needsPower)
  if (needsClock) {
    const clocks = new Set(conditions.flatMap(({ clocksMs }) => clocksMs))
    for (const at of clockInstants(start, end, timeZone, [...clocks])) instants.add(at)
  }
  for (const { seconds, kwh } of conditions) {
    for (const after of seconds) cutAt(start + after * SECOND_MS)
    for (const limit of kwh) {
      const at = instantOfEnergy(usage, limit * 1000)
      cutAt(at)
      if (at !== null) exactWh.set(at, limit * 1000)
    }
  }
  const draws = needsPower ? usage.draws() : []
  for (const { from, to } of draws) {
    cutAt(from)
    cutAt(to)
  }
  for (const { from, to } of usage.reserved) {
    cutAt(from)
    cutAt(to)
  }
  const ends = [...instants].sort((a, b) => a - b)
  ends.push(end)

  const slices: Slice[] = []
  let from = start
  let fromWh = isKnown ? ZERO : null
  let draw = 0
  for (const to of ends) {
    const exact = exactWh.get(to)
    const toWh =
      usage.energyWh === null
        ? null
        : to === end
          ? usage.energyWh
          : exact !== undefined
            ? new Decimal(exact)
            : Decimal.max(fromWh!, energyUntil(usage, to))
    while (draw < draws.length && draws[draw]!.to <= from) draw += 1
    const drawn = draws[draw] !== undefined && draws[draw]!.from <= from ? draws[draw]! : null
    slices.push({
      from,
      to,
      fromWh,
      toWh,
      isReserved: to > from && isHeld(usage, from, to),
      moment: momentAt(from, usage, fromWh, drawn),
    })
    from = to
    fromWh = toWh
  }
  return slices
}

const isHeld = ({ reserved }: Usage, from: number, to: number) =>
  reserved.length > 0 && amountUntil(reserved, to) > amountUntil(reserved, from)

function momentAt(
  at: number,
  { start, timeZone }: Usage,
  wh: Decimal | null,
  draw: { readonly currentA: Range | null; readonly powerKw: Range | null } | null,
): Moment {
  return {
    local: localTime(at, timeZone),
    kwh: wh === null ? 0 : wh.toNumber() / 1000,
    seconds: (at - start) / SECOND_MS,
    currentA: draw?.currentA ?? null,
    powerKw: draw?.powerKw ?? null,
  }
}
