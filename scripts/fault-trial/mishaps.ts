import type { RuleName } from '../../lib/faults/rules/rule-names'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../lib/kernel/time'
import { FAULTS } from '../../simulator/chaos'
import type { Random } from '../../simulator/random'
import type { Tape } from './tape'

/** Something that goes wrong at a station, and what must be found of it. */
export interface Mishap {
  readonly kind: string
  /** The rule that must find it, once; null: nothing may be found of it. */
  readonly rule: RuleName | null
  /** 0: the station as a whole. */
  readonly evse: number
  readonly from: number
  /** When the station is ordinary again. */
  readonly until: number
  /** [from, until) in which somebody works on it. */
  readonly maintenance?: readonly [number, number]
}

/** Writes it to the station's tape and says what it was. */
type Inject = (tape: Tape, at: number, random: Random) => Mishap

const EVSE = 1

function faultedFor(tape: Tape, at: number, random: Random, ms: number): number {
  const { code, vendorCode } = random.pick(FAULTS)
  tape.status(at, EVSE, 'faulted', code, vendorCode)
  tape.status(at + ms, EVSE, 'available')
  return at + ms
}

const each = (from: number, times: number, everyMs: number): number[] =>
  Array.from({ length: times }, (_, index) => from + index * everyMs)

const called = (tape: Tape, at: number, over: { latencyMs: number | null; error: 'timeout' | 'failed' | null }) =>
  tape.add(at, { kind: 'called', action: 'TriggerMessage', status: null, evse: 0, isWithdrawal: null, ...over })

export const STATION_MISHAPS: Readonly<Record<string, Inject>> = {
  faulted(tape, at, random) {
    const until = faultedFor(tape, at, random, random.between(10, 360) * MINUTE_MS)
    return { kind: 'faulted', rule: 'faulted', evse: EVSE, from: at, until }
  },
  'brief fault'(tape, at, random) {
    const until = faultedFor(tape, at, random, random.between(3, 20) * SECOND_MS)
    return { kind: 'brief fault', rule: null, evse: EVSE, from: at, until }
  },
  'told by the station'(tape, at, random) {
    const until = at + random.between(20, 200) * MINUTE_MS
    tape.add(at - SECOND_MS, { kind: 'said', evse: EVSE, code: 'Connector.Problem', isOpen: true })
    tape.status(at, EVSE, 'faulted')
    tape.add(until, { kind: 'said', evse: EVSE, code: 'Connector.Problem', isOpen: false })
    tape.status(until + SECOND_MS, EVSE, 'available')
    return { kind: 'told by the station', rule: null, evse: EVSE, from: at, until }
  },
  'fault in maintenance'(tape, at, random) {
    const until = faultedFor(tape, at, random, random.between(20, 90) * MINUTE_MS)
    const maintenance = [at - 10 * MINUTE_MS, until + 30 * MINUTE_MS] as const
    return { kind: 'fault in maintenance', rule: null, evse: EVSE, from: at, until, maintenance }
  },
  warning(tape, at, random) {
    const until = at + random.between(20, 180) * MINUTE_MS
    tape.status(at, EVSE, 'available', 'HighTemperature', 'T-150')
    tape.status(until, EVSE, 'available')
    return { kind: 'warning', rule: 'warning', evse: EVSE, from: at, until }
  },
  'comes and goes'(tape, at) {
    for (const fall of each(at, 5, 9 * MINUTE_MS)) {
      tape.status(fall, EVSE, 'faulted', 'OtherError', 'EMS-1')
      tape.status(fall + 10 * SECOND_MS, EVSE, 'available')
    }
    return { kind: 'comes and goes', rule: 'fault-flapping', evse: EVSE, from: at, until: at + 40 * MINUTE_MS }
  },
  unavailable(tape, at, random) {
    const until = at + random.between(60, 300) * MINUTE_MS
    tape.status(at, EVSE, 'unavailable')
    tape.status(until, EVSE, 'available')
    return { kind: 'unavailable', rule: 'unavailable', evse: EVSE, from: at, until }
  },
  'taken out of service'(tape, at, random) {
    const until = at + random.between(60, 300) * MINUTE_MS
    const call = {
      kind: 'called',
      action: 'ChangeAvailability',
      latencyMs: 200,
      error: null,
      status: 'Accepted',
    } as const
    tape.add(at, { ...call, evse: EVSE, isWithdrawal: true })
    tape.status(at + SECOND_MS, EVSE, 'unavailable')
    tape.add(until, { ...call, evse: EVSE, isWithdrawal: false })
    tape.status(until + SECOND_MS, EVSE, 'available')
    return { kind: 'taken out of service', rule: null, evse: EVSE, from: at, until }
  },
  offline(tape, at, random) {
    const until = at + random.between(90, 400) * MINUTE_MS
    tape.add(at, { kind: 'disconnected' })
    tape.add(until, { kind: 'connected' })
    return { kind: 'offline', rule: 'offline', evse: 0, from: at, until }
  },
  flapping(tape, at) {
    for (const drop of each(at, 10, 5 * MINUTE_MS)) {
      tape.add(drop, { kind: 'disconnected' })
      tape.add(drop + 10 * SECOND_MS, { kind: 'connected' })
    }
    return { kind: 'flapping', rule: 'flapping', evse: 0, from: at, until: at + 50 * MINUTE_MS }
  },
  'boot loop'(tape, at) {
    for (const boot of each(at, 6, 6 * MINUTE_MS)) tape.add(boot, { kind: 'boot', reason: 'boot' })
    return { kind: 'boot loop', rule: 'boot-loop', evse: 0, from: at, until: at + 36 * MINUTE_MS }
  },
  'resets of ours'(tape, at) {
    for (const reset of each(at, 5, 8 * MINUTE_MS)) {
      const call = {
        action: 'Reset',
        latencyMs: 300,
        error: null,
        status: 'Accepted',
        evse: 0,
        isWithdrawal: null,
      } as const
      tape.add(reset, { kind: 'called', ...call })
      tape.add(reset + MINUTE_MS, { kind: 'boot', reason: 'boot' })
    }
    return { kind: 'resets of ours', rule: null, evse: 0, from: at, until: at + 40 * MINUTE_MS }
  },
  'stuck preparing'(tape, at, random) {
    const until = at + random.between(200, 400) * MINUTE_MS
    tape.status(at, EVSE, 'preparing')
    tape.status(until, EVSE, 'available')
    return { kind: 'stuck preparing', rule: 'stuck-preparing', evse: EVSE, from: at, until }
  },
  'stuck finishing'(tape, at, random) {
    const until = at + random.between(960, 1200) * MINUTE_MS
    tape.status(at, EVSE, 'finishing')
    tape.status(until, EVSE, 'available')
    return { kind: 'stuck finishing', rule: 'stuck-finishing', evse: EVSE, from: at, until }
  },
  'held back'(tape, at, random) {
    const until = at + random.between(60, 200) * MINUTE_MS
    const session = tape.newSession()
    tape.add(at - MINUTE_MS, { kind: 'session-started', session, evse: EVSE, isAccepted: true })
    tape.status(at, EVSE, 'suspended-evse')
    tape.end(until, EVSE, session, { energyWh: 2000, seconds: (until - at) / SECOND_MS })
    tape.status(until, EVSE, 'available')
    return { kind: 'held back', rule: 'stuck-suspended-evse', evse: EVSE, from: at, until }
  },
  'charges nothing'(tape, at, random) {
    const until = at + random.between(45, 120) * MINUTE_MS
    const session = tape.newSession()
    tape.add(at, { kind: 'session-started', session, evse: EVSE, isAccepted: true })
    tape.status(at, EVSE, 'charging')
    for (let when = at + 5 * MINUTE_MS; when < until; when += 5 * MINUTE_MS)
      tape.add(when, { kind: 'reading', session, evse: EVSE, registerWh: 5000, energyWh: 0, powerW: 0 })
    tape.end(until, EVSE, session, { seconds: (until - at) / SECOND_MS })
    tape.status(until, EVSE, 'available')
    return { kind: 'charges nothing', rule: 'no-energy', evse: EVSE, from: at, until }
  },
  'empty sessions'(tape, at) {
    for (const start of each(at, 3, 30 * MINUTE_MS)) {
      const session = tape.newSession()
      tape.add(start, { kind: 'session-started', session, evse: EVSE, isAccepted: true })
      tape.end(start + 10 * MINUTE_MS, EVSE, session, { seconds: 600 })
    }
    return { kind: 'empty sessions', rule: 'no-energy', evse: EVSE, from: at, until: at + 75 * MINUTE_MS }
  },
  'wrong meter'(tape, at) {
    const session = tape.newSession()
    tape.add(at, { kind: 'session-started', session, evse: EVSE, isAccepted: true })
    for (const [index, when] of each(at + 5 * MINUTE_MS, 9, 5 * MINUTE_MS).entries()) {
      const energyWh = 300 * index
      tape.add(when, { kind: 'reading', session, evse: EVSE, registerWh: 9000 + energyWh, energyWh, powerW: 11_000 })
    }
    const until = at + HOUR_MS
    tape.end(until, EVSE, session, { energyWh: 2700, seconds: 3600 })
    return { kind: 'wrong meter', rule: 'energy-mismatch', evse: EVSE, from: at, until }
  },
  'register drops out'(tape, at) {
    const session = tape.newSession()
    tape.add(at, { kind: 'session-started', session, evse: EVSE, isAccepted: true })
    for (const [index, when] of each(at + 5 * MINUTE_MS, 8, 5 * MINUTE_MS).entries()) {
      const registerWh = index % 3 === 1 ? 12 : 800_000 + index * 500
      tape.add(when, { kind: 'reading', session, evse: EVSE, registerWh, energyWh: index * 500, powerW: null })
    }
    const until = at + HOUR_MS
    tape.end(until, EVSE, session, { energyWh: 4000, seconds: 3600 })
    return { kind: 'register drops out', rule: 'meter-jump', evse: EVSE, from: at, until }
  },
  'wrong clock'(tape, at, random) {
    const offsetMs = random.pick([-3600, -720, 420, 3600, 7200]) * SECOND_MS
    for (const when of each(at, 16, 20 * MINUTE_MS)) tape.add(when, { kind: 'clock', offsetMs })
    const until = at + 330 * MINUTE_MS
    for (const when of each(until, 5, MINUTE_MS)) tape.add(when, { kind: 'clock', offsetMs: 0 })
    return { kind: 'wrong clock', rule: 'clock-drift', evse: 0, from: at, until: until + 5 * MINUTE_MS }
  },
  'slow answers'(tape, at) {
    for (const when of each(at, 6, 5 * MINUTE_MS)) called(tape, when, { latencyMs: 24_000, error: null })
    for (const when of each(at + 40 * MINUTE_MS, 6, MINUTE_MS)) called(tape, when, { latencyMs: 200, error: null })
    return { kind: 'slow answers', rule: 'slow-commands', evse: 0, from: at, until: at + 50 * MINUTE_MS }
  },
  'no answers'(tape, at) {
    for (const when of each(at, 4, 5 * MINUTE_MS)) called(tape, when, { latencyMs: null, error: 'timeout' })
    called(tape, at + HOUR_MS, { latencyMs: 200, error: null })
    return { kind: 'no answers', rule: 'failed-commands', evse: 0, from: at, until: at + 65 * MINUTE_MS }
  },
  'update fails'(tape, at, random) {
    tape.add(at, { kind: 'firmware', name: 'Downloading' })
    tape.add(at + 10 * MINUTE_MS, {
      kind: 'firmware',
      name: random.pick(['DownloadFailed', 'InvalidSignature', 'InstallationFailed']),
    })
    tape.add(at + 5 * HOUR_MS, { kind: 'firmware', name: 'Downloading' })
    tape.add(at + 6 * HOUR_MS, { kind: 'firmware', name: 'Installed' })
    return { kind: 'update fails', rule: 'firmware-failed', evse: 0, from: at, until: at + 6 * HOUR_MS }
  },
  'log fails'(tape, at) {
    tape.add(at, { kind: 'log', name: 'Uploading' })
    tape.add(at + MINUTE_MS, { kind: 'log', name: 'UploadFailure' })
    tape.add(at + 2 * HOUR_MS, { kind: 'log', name: 'Uploaded' })
    return { kind: 'log fails', rule: 'log-failed', evse: 0, from: at, until: at + 2 * HOUR_MS }
  },
  'certificate ends'(tape, at) {
    const serial = `c${at}`
    tape.add(at, { kind: 'certificate', serial, notAfter: at + 10 * DAY_MS })
    tape.add(at + 20 * HOUR_MS, { kind: 'certificate', serial: `${serial}n`, notAfter: at + 365 * DAY_MS })
    return { kind: 'certificate ends', rule: 'certificate-expiring', evse: 0, from: at, until: at + 20 * HOUR_MS }
  },
  'starts fail'(tape, at) {
    for (const when of each(at, 4, 20 * MINUTE_MS)) {
      tape.status(when, EVSE, 'preparing')
      tape.status(when + 3 * MINUTE_MS, EVSE, 'available')
    }
    return { kind: 'starts fail', rule: 'failed-starts', evse: EVSE, from: at, until: at + 70 * MINUTE_MS }
  },
  'reader misreads'(tape, at) {
    for (const [index, when] of each(at, 7, 10 * MINUTE_MS).entries())
      tape.add(when, { kind: 'authorised', isAccepted: false, token: `M${index}` })
    return { kind: 'reader misreads', rule: 'failed-authorisations', evse: 0, from: at, until: at + 70 * MINUTE_MS }
  },
}
