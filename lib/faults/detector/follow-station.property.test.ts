import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../kernel/time'
import type { ConnectorStatus } from '../../stations/status'
import { limitsAt } from '../rules/limits'
import { placeKey } from '../rules/rule'
import type { Fact } from './fact'
import { followStation } from './follow-station'
import type { Decision } from './judge'
import { blankMemory } from './memory'

const LIMITS = limitsAt([], null)
const AROUND = { isSiteDown: false, siteDownUntil: 0, isOurSideDown: false, isLimited: false, maxPowerW: { 1: 22_000 } }
const START = Date.UTC(2026, 10, 16)
const UNTIL = START + 3 * DAY_MS
const QUIET = {
  quietUntil: (at: number) => (at > START + DAY_MS && at < START + 1.1 * DAY_MS ? START + 1.1 * DAY_MS : null),
}

type Told = Fact extends infer One ? (One extends Fact ? Omit<One, 'id' | 'at' | 'receivedAt'> : never) : never

const STATUSES: readonly ConnectorStatus[] = [
  'available',
  'preparing',
  'charging',
  'suspended-evse',
  'finishing',
  'faulted',
  'unavailable',
]
const maybe = <Value>(value: Value) => fc.constantFrom(value, null)

const told: fc.Arbitrary<Told> = fc.oneof(
  fc.record({
    kind: fc.constant('status' as const),
    evse: fc.constantFrom(0, 1),
    connector: fc.constant(1),
    status: fc.constantFrom(...STATUSES),
    errorCode: maybe('GroundFailure'),
    vendorErrorCode: maybe('E-031'),
    info: fc.constant(null),
  }),
  fc.record({ kind: fc.constantFrom('connected' as const, 'disconnected' as const) }),
  fc.record({ kind: fc.constant('boot' as const), reason: fc.constant(null) }),
  fc.record({ kind: fc.constant('firmware' as const), name: fc.constantFrom('DownloadFailed', 'Installed', 'Idle') }),
  fc.record({
    kind: fc.constant('said' as const),
    evse: fc.constant(1),
    code: fc.constant('EVSE.Problem'),
    isOpen: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('session-started' as const),
    session: fc.constantFrom('a', 'b', 'c'),
    evse: fc.constant(1),
    isAccepted: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('session-ended' as const),
    session: fc.constantFrom('a', 'b', 'c', 'd'),
    evse: fc.constant(1),
    isAccepted: fc.boolean(),
    seconds: fc.constantFrom(30, 200, 4000),
    energyWh: fc.constantFrom(0, 9000),
    stopReason: fc.constant('Local'),
    flags: fc.constantFrom<readonly string[]>([], ['register-jump'], ['energy-implausible']),
  }),
  fc.record({
    kind: fc.constant('reading' as const),
    session: fc.constantFrom('a', 'b'),
    evse: fc.constant(1),
    registerWh: fc.integer({ min: 0, max: 20_000 }),
    energyWh: fc.integer({ min: 0, max: 5000 }),
    powerW: fc.constantFrom(0, 11_000),
  }),
  fc.record({
    kind: fc.constant('authorised' as const),
    isAccepted: fc.boolean(),
    token: fc.constantFrom('A', 'B', 'C', 'D'),
  }),
  fc.record({
    kind: fc.constant('called' as const),
    action: fc.constantFrom('Reset', 'ChangeAvailability', 'RemoteStartTransaction'),
    latencyMs: fc.constantFrom(100, 30_000),
    error: fc.constantFrom(null, 'timeout' as const),
    status: maybe('Rejected'),
    evse: fc.constantFrom(0, 1),
    isWithdrawal: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('clock' as const), offsetMs: fc.constantFrom(0, -4_000_000, 3_600_000) }),
  fc.record({
    kind: fc.constant('certificate' as const),
    serial: fc.constant('1'),
    notAfter: fc.constantFrom(START + 15 * DAY_MS, START + 400 * DAY_MS),
  }),
)

/** Bursts and long silences: both are where timers go wrong. */
const gap = fc.constantFrom(SECOND_MS, 20 * SECOND_MS, 3 * MINUTE_MS, 17 * MINUTE_MS, 95 * MINUTE_MS, 7 * 3_600_000)
const history = fc.array(fc.tuple(gap, told), { maxLength: 60 }).map((pairs) => {
  let at = START
  return pairs.map(([ms, what], index): Fact => {
    at += ms
    return { ...what, id: `f${index}`, at, receivedAt: at } as Fact
  })
})

function live(facts: readonly Fact[], looks: readonly number[]): Decision[] {
  let memory = blankMemory(START)
  const decisions: Decision[] = []
  let from = START
  for (const until of looks) {
    const due = facts.filter(({ receivedAt }) => receivedAt > from && receivedAt <= until)
    const followed = followStation(memory, due, until, LIMITS, AROUND, QUIET)
    // As it is stored and read again.
    memory = JSON.parse(JSON.stringify(followed.memory))
    decisions.push(...followed.decisions)
    from = until
  }
  return decisions
}

const named = (decision: Decision) =>
  `${decision.rule}@${placeKey(decision.kind === 'close' ? decision.place : decision.sighting.place)}`
const shown = (decision: Decision) => `${decision.at - START} ${decision.kind} ${named(decision)}`

test('what is found does not depend on how often anybody looks, nor on a restart between', () => {
  fc.assert(
    fc.property(history, fc.array(fc.integer({ min: 1, max: 3 * DAY_MS }), { maxLength: 25 }), (facts, cuts) => {
      const looks = [...new Set([...cuts.map((ms) => START + ms), UNTIL])].sort((a, b) => a - b)
      expect(live(facts, looks).map(shown)).toEqual(live(facts, [UNTIL]).map(shown))
    }),
    { numRuns: 300 },
  )
}, 120_000)

test('a fault opens once, closes once, and does not come back in the moment it went', () => {
  fc.assert(
    fc.property(history, (facts) => {
      const open = new Map<string, boolean>()
      const closedAt = new Map<string, number>()
      for (const decision of live(facts, [UNTIL])) {
        const name = named(decision)
        if (decision.kind === 'open') {
          expect(open.get(name) ?? false, `${name} is open already`).toBe(false)
          expect(closedAt.get(name), `${name} was closed in this moment`).not.toBe(decision.at)
          open.set(name, true)
        } else expect(open.get(name), `${name} is not open`).toBe(true)
        if (decision.kind === 'close') {
          open.set(name, false)
          closedAt.set(name, decision.at)
        }
      }
    }),
    { numRuns: 300 },
  )
}, 120_000)
