import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../kernel/time'
import type { FactOf } from './fact'
import { type EvseMemory, recent, type StationMemory } from './memory'
import { evseOf, GOOD_WH, succeed, withEvse } from './remember-sessions'

const PAIRS_KEPT = 6
/** Closer readings say too little of energy, further ones too little of power. */
const PAIR_MS = { least: 30 * SECOND_MS, most: 20 * MINUTE_MS } as const
/** Registers are told in whole watt-hours, and power changes between two readings. */
const SLACK = { part: 0.3, wh: 60 } as const
/** Where the connector's power is not known: no station gives more. */
const MOST_W = 1_000_000

export function rememberReading(
  memory: StationMemory,
  fact: FactOf<'reading'>,
  maxPowerW: number | null,
): StationMemory {
  let evse = evseOf(memory, fact.evse, fact.receivedAt)
  const last = evse.lastReading?.session === fact.session ? evse.lastReading : null
  if (last !== null && fact.at <= last.at) return memory // told late: the order of a meter's values is their own time
  evse = withPair(evse, last, fact, maxPowerW)
  const peakWh = Math.max(last?.peakWh ?? Number.NEGATIVE_INFINITY, fact.registerWh ?? Number.NEGATIVE_INFINITY)
  const { session, at, registerWh, energyWh, powerW } = fact
  const lastReading = { session, at, registerWh, peakWh: Number.isFinite(peakWh) ? peakWh : null, energyWh, powerW }
  const running = evse.session
  if (running?.id !== session) return withEvse(memory, fact.evse, { ...evse, lastReading })
  const energy = Math.max(running.energyWh, energyWh ?? 0)
  evse = { ...evse, lastReading, session: { ...running, energyWh: energy, readings: running.readings + 1 } }
  if (running.energyWh < GOOD_WH && energy >= GOOD_WH) evse = succeed(evse, fact.receivedAt)
  return withEvse(memory, fact.evse, evse)
}

function withPair(
  evse: EvseMemory,
  last: EvseMemory['lastReading'],
  fact: FactOf<'reading'>,
  maxPowerW: number | null,
): EvseMemory {
  if (last === null) return evse
  const ms = fact.at - last.at
  if (isJump(last, fact, ms, maxPowerW)) {
    const jumps = recent([...evse.jumps, fact.receivedAt], fact.receivedAt, DAY_MS, 20)
    return { ...evse, jumps, jumpedIn: fact.session }
  }
  const fit = fits(last, fact, ms)
  return fit === null ? evse : { ...evse, fits: [...evse.fits, fit].slice(-PAIRS_KEPT) }
}

/** The register fell, or rose more than the connector can give. Back to where it was after a drop-out is no second jump. */
function isJump(
  last: NonNullable<EvseMemory['lastReading']>,
  { registerWh }: FactOf<'reading'>,
  ms: number,
  maxPowerW: number | null,
): boolean {
  if (registerWh === null || last.registerWh === null) return false
  if (registerWh < last.registerWh - 1) return true
  const base = last.peakWh !== null && last.peakWh > last.registerWh ? last.peakWh : last.registerWh
  if (base > last.registerWh && registerWh < base) return false
  return registerWh - base > ((maxPowerW ?? MOST_W) * 1.5 * Math.max(ms, MINUTE_MS)) / HOUR_MS + 500
}

/** null: nothing can be said of this pair. */
function fits(last: NonNullable<EvseMemory['lastReading']>, fact: FactOf<'reading'>, ms: number): boolean | null {
  if (ms < PAIR_MS.least || ms > PAIR_MS.most) return null
  if (last.energyWh === null || fact.energyWh === null || last.powerW === null || fact.powerW === null) return null
  const energyWh = fact.energyWh - last.energyWh
  const [least, most] = [Math.min(last.powerW, fact.powerW), Math.max(last.powerW, fact.powerW)].map(
    (powerW) => (powerW * ms) / HOUR_MS,
  ) as [number, number]
  if (most < SLACK.wh && energyWh < SLACK.wh) return null
  return energyWh >= least * (1 - SLACK.part) - SLACK.wh && energyWh <= most * (1 + SLACK.part) + SLACK.wh
}
