import fc from 'fast-check'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../kernel/time'
import type { CommandStage } from '../../live/events'
import type { ConnectorStatus } from '../../stations/status'
import type { ConnectorFact, RecoveryFacts } from '../facts'
import type { RecoveryPolicy } from '../policy'
import { someFacts } from './facts'

/** Something that happens to a station, its surroundings or the fault while a run goes on. */
export type Happening = (facts: RecoveryFacts, now: number) => RecoveryFacts

const statuses: readonly ConnectorStatus[] = [
  'available',
  'preparing',
  'occupied',
  'charging',
  'suspended-ev',
  'suspended-evse',
  'finishing',
  'reserved',
  'unavailable',
  'faulted',
  'unknown',
]
const stages: readonly CommandStage[] = ['queued', 'sent', 'accepted', 'confirmed', 'rejected', 'timed-out', 'failed']
const evse = fc.integer({ min: 1, max: 2 })

const withStation = (facts: RecoveryFacts, changed: Partial<NonNullable<RecoveryFacts['station']>>): RecoveryFacts => ({
  ...facts,
  station: facts.station && { ...facts.station, ...changed },
})
const withFault = (facts: RecoveryFacts, changed: Partial<RecoveryFacts['fault']>): RecoveryFacts => ({
  ...facts,
  fault: { ...facts.fault, ...changed },
})

const says =
  (evseNumber: number, status: ConnectorStatus): Happening =>
  (facts, now) => ({
    ...facts,
    connectors: facts.connectors.map((one) => (one.evse === evseNumber ? { ...one, status, toldAt: now } : one)),
  })

/** The command did it, and the station says so. */
const mended: Happening = (facts, now) => ({
  ...says(2, 'available')(says(1, 'available')(facts, now), now),
  command: facts.command && { stage: 'confirmed', confirmedAt: now },
})

/** Ordinary life is more likely than what ends a run for good: a run that ends at once proves little. */
export const happenings: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(evse, fc.constantFrom(...statuses)).map(([at, status]) => says(at, status)) },
  { weight: 6, arbitrary: fc.constant<Happening>((facts, now) => says(1, 'faulted')(facts, now)) },
  {
    weight: 5,
    arbitrary: fc
      .array(
        fc.record({ evse, chargingState: fc.constantFrom('connected', 'charging', 'suspended-ev', 'suspended-evse') }),
        { maxLength: 2 },
      )
      .map(
        (sessions): Happening =>
          (facts) => ({ ...facts, sessions }),
      ),
  },
  { weight: 5, arbitrary: fc.constant<Happening>((facts) => ({ ...facts, sessions: [] })) },
  { weight: 10, arbitrary: fc.constant(mended) },
  { weight: 10, arbitrary: fc.constant<Happening>((facts) => facts) },
  { weight: 2, arbitrary: fc.constant<Happening>((facts, now) => ({ ...facts, authorisedAt: now })) },
  {
    weight: 2,
    arbitrary: fc.array(fc.option(evse), { maxLength: 1 }).map(
      (reservedEvses): Happening =>
        (facts) => ({ ...facts, reservedEvses }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.boolean().map(
      (isOnline): Happening =>
        (facts) =>
          withStation(facts, { isOnline }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.boolean().map(
      (isUpdating): Happening =>
        (facts) =>
          withStation(facts, { isUpdating }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.boolean().map(
      (isInMaintenance): Happening =>
        (facts) => ({ ...facts, isInMaintenance }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.boolean().map(
      (isBusy): Happening =>
        (facts) => ({ ...facts, isBusy }),
    ),
  },
  {
    weight: 12,
    arbitrary: fc.constantFrom(...stages).map(
      (stage): Happening =>
        (facts) =>
          facts.command === null ? facts : { ...facts, command: { stage, confirmedAt: null } },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.boolean().map(
      (isInHand): Happening =>
        (facts) =>
          withFault(facts, { isInHand }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom([], ['GroundFailure'], ['CX017']).map(
      (safetyCauses): Happening =>
        (facts) => ({ ...facts, safetyCauses }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.array(evse, { maxLength: 1 }).map(
      (withdrawnEvses): Happening =>
        (facts) => ({ ...facts, withdrawnEvses }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Happening>((facts, now) => withFault(facts, { closedAt: now, closeReason: 'over' })),
  },
  { weight: 1, arbitrary: fc.constant<Happening>((facts, now) => withFault(facts, { lastSeenAt: now })) },
)

/** Moments between two looks, from a beat to half a day. */
export const pauses = fc.oneof(
  fc.integer({ min: 1, max: 60 }).map((seconds) => seconds * SECOND_MS),
  fc.integer({ min: 1, max: 30 }).map((minutes) => minutes * MINUTE_MS),
  fc.integer({ min: 1, max: 12 }).map((hours) => hours * HOUR_MS),
)

export const policies: fc.Arbitrary<RecoveryPolicy> = fc.record({
  mode: fc.constantFrom('live', 'live', 'live', 'dry-run', 'off'),
  maxTries: fc.integer({ min: 1, max: 5 }),
  quietHours: fc.option(fc.constantFrom({ from: '22:00', until: '06:00' }, { from: '12:30', until: '13:30' })),
  playbooksOff: fc.constantFrom([], [], [], ['restart' as const]),
})

const CAUSES = [
  'InternalError',
  'faulted',
  'ConnectorLockFailure',
  'unavailable',
  'stuck-preparing',
  'failed-starts',
  'stuck-suspended-evse',
  'LocalListConflict',
  'GroundFailure',
  'ResetFailure',
]

/** A station with two EVSEs and a fault on the first, or on all of it. */
export const beginnings = (now: number): fc.Arbitrary<RecoveryFacts> =>
  fc
    .record({
      cause: fc.constantFrom(...CAUSES),
      source: fc.constantFrom('rule' as const, 'event' as const),
      evse: fc.constantFrom(0, 1, 1, 1),
      status: fc.constantFrom<ConnectorStatus>('faulted', 'unavailable', 'preparing', 'suspended-evse'),
      triedAgo: fc.array(fc.integer({ min: 1, max: 2 * DAY_MS }), { maxLength: 2 }),
    })
    .map(({ cause, source, evse, status, triedAgo }) => {
      const connector = (number: number, is: ConnectorStatus): ConnectorFact => ({
        evse: number,
        connector: 1,
        status: is,
        toldAt: now - MINUTE_MS,
      })
      return someFacts({
        fault: { cause, source, evse, connector: evse, code: source === 'event' ? 'Connector.Problem' : cause },
        connectors: [connector(1, status), connector(2, 'available')],
        tried: triedAgo.map((ago) => ({ step: 'soft-reset' as const, at: now - ago })),
      })
    })
