import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../lib/kernel/time'
import type { Random } from '../../simulator/random'
import { arrivalChance, drawStayMs, localHour, type Rhythm } from '../../simulator/rhythm'
import type { Tape } from './tape'

/** A stretch of time that belongs to a mishap: nobody comes by chance meanwhile. [from, until) */
export type Blocked = readonly [from: number, until: number]

export interface LifeSpan {
  readonly from: number
  readonly until: number
}

const STEP_MS = 10 * MINUTE_MS
const READING_MS = 10 * MINUTE_MS
const ZONE = 'Europe/Stockholm'

/** Cars come, charge and go at one EVSE as its place has it; now and then somebody changes their mind. */
export function liveAtEvse(
  tape: Tape,
  evse: number,
  { rhythm, powerW }: { readonly rhythm: Rhythm; readonly powerW: number },
  span: LifeSpan,
  blocked: readonly Blocked[],
  random: Random,
): void {
  let registerWh = random.integer(1000, 900_000)
  let at = span.from + random.between(0, STEP_MS)
  while (at < span.until) {
    const inside = blocked.find(([from, until]) => from - STEP_MS <= at && at < until)
    if (inside !== undefined) {
      at = inside[1] + random.between(0, STEP_MS)
      continue
    }
    if (!random.chance(arrivalChance(rhythm, localHour(at, ZONE), STEP_MS / MINUTE_MS))) {
      at += STEP_MS
      continue
    }
    const next = Math.min(span.until, ...blocked.map(([from]) => from).filter((from) => from > at))
    const leave = Math.min(at + drawStayMs(rhythm, random), next - 6 * MINUTE_MS)
    if (leave < at + 5 * MINUTE_MS) {
      at = next
      continue
    }
    registerWh = visit(tape, evse, at, leave, powerW, registerWh, random)
    at = leave + random.between(5, 15) * MINUTE_MS
  }
}

function visit(
  tape: Tape,
  evse: number,
  at: number,
  leave: number,
  powerW: number,
  registerWh: number,
  random: Random,
): number {
  tape.status(at, evse, 'preparing')
  clock(tape, at, random)
  if (random.chance(0.05)) {
    tape.status(at + random.between(10, 50) * SECOND_MS, evse, 'available')
    return registerWh
  }
  if (random.chance(0.08))
    tape.add(at + 10 * SECOND_MS, { kind: 'authorised', isAccepted: false, token: `X${random.integer(0, 50)}` })
  tape.add(at + 20 * SECOND_MS, { kind: 'authorised', isAccepted: true, token: `T${random.integer(0, 50)}` })
  const session = tape.newSession()
  const start = at + 30 * SECOND_MS
  tape.add(start, { kind: 'session-started', session, evse, isAccepted: true })
  tape.status(start + 5 * SECOND_MS, evse, 'charging')
  const wanted = random.between(4, 45) * 1000
  const drawn = powerW * random.between(0.3, 0.95)
  let energyWh = 0
  for (let when = start + READING_MS; when < leave; when += READING_MS) {
    const isFull = energyWh >= wanted
    if (!isFull) energyWh += (drawn * READING_MS) / HOUR_MS
    const said = {
      registerWh: Math.round(registerWh + energyWh),
      energyWh: Math.round(energyWh),
      powerW: isFull ? 0 : drawn,
    }
    tape.add(when, { kind: 'reading', session, evse, ...said })
    if (isFull) {
      tape.status(when + SECOND_MS, evse, 'suspended-ev')
      break
    }
  }
  // The last stretch is only in what the stop says.
  energyWh = Math.max(energyWh, Math.min(wanted, (drawn * (leave - start)) / HOUR_MS))
  tape.end(leave, evse, session, { energyWh, seconds: (leave - start) / SECOND_MS })
  tape.status(leave + SECOND_MS, evse, 'finishing')
  tape.status(leave + random.between(20, 200) * SECOND_MS, evse, 'available')
  return registerWh + energyWh
}

const clock = (tape: Tape, at: number, random: Random) =>
  tape.add(at, { kind: 'clock', offsetMs: random.normal(-500, 900) })

/** The connection breaks for moments, and now and then for minutes; a status flickers; a command is answered; the day passes. */
export function liveAsStation(tape: Tape, span: LifeSpan, blocked: readonly Blocked[], random: Random): void {
  const isFree = (from: number, until: number) => !blocked.some(([begin, end]) => from < end && until > begin)
  tape.add(span.from, { kind: 'connected' })
  tape.add(span.from + SECOND_MS, { kind: 'boot', reason: 'boot' })
  let last = span.from
  for (let at = span.from; at < span.until; at += 5 * MINUTE_MS) {
    const chance = (everyHours: number) => random.chance(5 / 60 / everyHours)
    const isLong = chance(60)
    if (isLong || chance(8)) {
      const until = at + (isLong ? random.between(60, 240) : random.between(3, 45)) * SECOND_MS
      if (at > last + 5 * SECOND_MS && isFree(at, until)) {
        tape.add(at, { kind: 'disconnected' })
        tape.add(until, { kind: 'connected' })
        last = until
      }
    }
    if (chance(12) && isFree(at, at + MINUTE_MS)) {
      const latencyMs = random.between(80, 1500)
      const answer = { status: 'Accepted', evse: 0, isWithdrawal: null, error: null }
      tape.add(at, { kind: 'called', action: 'TriggerMessage', latencyMs, ...answer })
    }
  }
}
